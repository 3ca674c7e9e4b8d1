"""A gate told fact by fact, as pages and the API show it."""

import datetime as dt
from dataclasses import dataclass

from .facts import FACTS
from .model import Gate


@dataclass(frozen=True, slots=True)
class FactTold:
    """One fact that is needed: whether it holds, since when, and what proves it."""

    slug: str
    label: str
    holds: bool
    held_at: dt.datetime | None
    evidence: str


def facts_of(gate: Gate) -> list[FactTold]:
    """Return what the gate needs, in order."""
    return [_told(slug, gate.held.get(slug)) for slug in gate.needs]


def _told(slug: str, held: dict[str, str] | None) -> FactTold:
    label = FACTS[slug].label if slug in FACTS else slug
    since = dt.datetime.fromisoformat(held["at"]) if held else None
    return FactTold(slug, label, bool(held), since, held["evidence"] if held else "")
