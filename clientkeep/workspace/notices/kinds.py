"""What people can be told of. The room that owns the events registers each kind; nothing central is edited."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.registry import Registry
from clientkeep.workspace.journal.declaration import LISTENERS, EventKind, Listener


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """Something to be told of: `label` as the page of choices says it.

    `act` (roles.py) is what a person must be allowed to be told at all. `urgent` ones go to a webhook unless somebody
    chose otherwise. `to(event)` returns the ids of the members whom it concerns; without it those who care for the
    client are told, and where nobody does, all who may see it. `leads(acting, event)` returns the address that it
    opens, or an empty text for the usual one.
    """

    slug: str
    label: str
    act: str
    urgent: bool = False
    order: int = 100
    to: Callable[[Any], Iterable[Any]] | None = None
    leads: Callable[[Any, Any], str] | None = None


KINDS: Registry[NoticeKind] = Registry("notice kind")
OF_EVENT: Registry[NoticeKind] = Registry("notice kind of an event")


def notice_kind(
    slug: str, label: str, events: Iterable[EventKind], act: str, *, when: Callable[[dict], bool] = lambda payload: True, **more: Any
) -> NoticeKind:
    """Register a kind that is told at each of these events. `when(payload)`: only for these."""
    kind = KINDS.add(slug, NoticeKind(slug, label, act, **more))
    for event in events:
        OF_EVENT.add(event.slug, kind)
        name = f"clientkeep.workspace.notices.{event.slug}"
        LISTENERS.add(name, Listener(name, (event.slug,), _tell, when))
    return kind


def in_order() -> list[NoticeKind]:
    """All kinds in the order in which people read them."""
    return sorted(KINDS, key=lambda kind: (kind.order, kind.slug))


def _tell(event: Any) -> None:
    from .telling import tell

    tell(event)
