"""Links in letters are made when a letter leaves, so that no open token lies in the outbox.

A letter's text holds {link}; `letter.link` says what it opens: {"kind": …, …}. Rooms above register how.
A maker may return a path, or a secret that stands there instead, such as a sign-in code kept as "sealed".
"""

from collections.abc import Callable
from typing import Any

from clientkeep.foundation.registry import Registry

LINK_MAKERS: Registry[Callable[[Any, dict], str]] = Registry("link maker")


def makes_links(kind: str) -> Callable:
    """Register `maker(letter, arguments) -> path` for letters whose link has this kind."""

    def register(maker: Callable[[Any, dict], str]) -> Callable[[Any, dict], str]:
        return LINK_MAKERS.add(kind, maker)

    return register


def make_link(letter: Any) -> str:
    """Return what {link} stands for, as the letter leaves: a full address or a code; empty without a link.

    Raises LookupError where no room makes links of this kind.
    """
    return _made(letter, letter.link)


def make_unsubscribing(letter: Any) -> str:
    """Return the address at which the recipient of a mailing asks for no more; empty for other letters."""
    return _made(letter, letter.unsubscribe)


def _made(letter: Any, opens: dict | None) -> str:
    from clientkeep.workspace.members.address import absolute

    if not opens:
        return ""
    made = LINK_MAKERS[opens["kind"]](letter, opens)
    return absolute(letter.workspace, made) if made.startswith("/") else made
