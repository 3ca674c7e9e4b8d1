"""The board: the open opportunities in the columns of their stages, asked for in a constant number of queries."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from clientkeep.foundation.ui.days import write_day
from clientkeep.workspace.members.acting import Acting

from ..pipeline.stage import Stage
from . import rules
from .model import Opportunity

MOST = 1_000
ORDER = ("next_step_on", "close_on", "-pk")


@dataclass(frozen=True, slots=True)
class Card:
    """One opportunity as the board shows it. `back` and `on` are the stages beside its own."""

    found: Opportunity
    url: str
    step_day: str
    is_late: bool
    is_stale: bool
    back: Stage | None
    on: Stage | None


@dataclass(frozen=True, slots=True)
class Column:
    stage: Stage
    cards: list[Card]
    sums: list[rules.Sum]


@dataclass(frozen=True, slots=True)
class Board:
    columns: list[Column]
    count: int
    has_more: bool
    stale: int


def board(acting: Acting, mine: bool = False) -> Board:
    """Return the board as this person may see it. An opportunity whose stage is gone stands in the first one."""
    stages, today = Stage.of(acting.workspace), acting.workspace.today()
    rows = Opportunity.objects.visible_to(acting).open()
    if mine:
        rows = rows.filter(owner=acting.member)
    found = list(rows.select_related("client", "owner__user", "stage").defer("note", "lost_note").order_by(*ORDER)[: MOST + 1])
    held: dict[Any, list[Card]] = {stage.pk: [] for stage in stages}
    root = reverse("opportunities:board")
    for row in found[:MOST]:
        at = next((place for place, stage in enumerate(stages) if stage.pk == row.stage_id), 0)
        step = row.next_step_on
        held[stages[at].pk].append(
            Card(
                row, f"{root}opportunities/{row.pk}/", write_day(step, today) if step else "", bool(step and step < today), row.stale_on <= today,
                stages[at - 1] if at else None, stages[at + 1] if at + 1 < len(stages) else None,
            )
        )
    columns = [Column(stage, held[stage.pk], _sums(held[stage.pk])) for stage in stages]
    return Board(columns, min(len(found), MOST), len(found) > MOST, sum(card.is_stale for column in columns for card in column.cards))


def _sums(cards: list[Card]) -> list[rules.Sum]:
    return rules.sums((each.found.currency, each.found.value_minor, each.found.probability) for each in cards if each.found.value_minor is not None)
