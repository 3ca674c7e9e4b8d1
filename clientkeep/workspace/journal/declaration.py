"""Events are declared once: the slug, the sentence of the timeline, the payload's keys."""

from collections.abc import Callable
from dataclasses import dataclass

from clientkeep.foundation.registry import Registry


@dataclass(frozen=True)
class EventKind:
    """A fact that a stage announces.

    `sentence` has {placeholders} filled from the payload by plain substitution.
    `sign` is an icon's name. `shown_to_client` says whether the portal may tell it.
    `group` is the timeline's filter: promise, document, payment, mail, call, meeting, note, file, change, approval, sales.
    """

    slug: str
    sentence: str
    group: str
    sign: str = "dot"
    payload: tuple[str, ...] = ()
    shown_to_client: bool = False


@dataclass
class Listener:
    """A reaction to events. `name` is stable: each (event, listener) happens once.

    `when(payload)` says whether an event concerns it at all; one that does not makes no dispatch and no job.
    """

    name: str
    slugs: tuple[str, ...]
    react: Callable
    when: Callable[[dict], bool] = lambda payload: True


KINDS: Registry[EventKind] = Registry("event")
LISTENERS: Registry[Listener] = Registry("listener")


def declare(slug: str, sentence: str, group: str, **options) -> EventKind:
    """Declare an event kind; see EventKind."""
    return KINDS.add(slug, EventKind(slug, sentence, group, **options))


def listens(*kinds: EventKind, when: Callable[[dict], bool] = lambda payload: True):
    """Register a function as a listener: it is called with the Event, after commit, at least once, in a job.

    `when(payload)`: only for these events.
    """

    def register(react: Callable) -> Callable:
        name = f"{react.__module__}.{react.__name__}"
        LISTENERS.add(name, Listener(name, tuple(kind.slug for kind in kinds), react, when))
        return react

    return register


def listeners_of(slug: str) -> list[Listener]:
    return [listener for listener in LISTENERS if slug in listener.slugs]
