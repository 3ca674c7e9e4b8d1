"""Links in letters are made when a letter leaves, so that no open token lies in the outbox.

A letter's text holds {link}; `letter.link` says what it opens: {"kind": …, …}. Rooms above register how.
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
