"""The facts that a gate may wait for. The stage that knows one registers it, and says when it holds."""

from collections.abc import Callable
from dataclasses import dataclass

from clientkeep.foundation.registry import Registry
from clientkeep.relationship.documents.models import Document


@dataclass(frozen=True)
class Fact:
    """A fact: its name on the settings page, what a gate waits for, and on which agreements it can hold at all."""

    slug: str
    label: str
    waits_for: str
    order: int
    concerns: Callable[[Document], bool] = lambda document: True


FACTS: Registry[Fact] = Registry("fact of a gate")


def fact(slug: str, label: str, waits_for: str, order: int, concerns: Callable[[Document], bool] = lambda document: True) -> None:
    """Register a fact; see Fact."""
    FACTS.add(slug, Fact(slug, label, waits_for, order, concerns))


def all_facts() -> list[Fact]:
    """In the order in which they come about."""
    return sorted(FACTS, key=lambda each: each.order)


def waits_for(slug: str) -> str:
    """What a gate waits for, in words; a fact whose stage is gone keeps its slug."""
    return FACTS[slug].waits_for if slug in FACTS else slug


fact("agreed", "The client has accepted", "the client’s acceptance", 10)
