"""The board: the open opportunities in the columns of their stages, asked for in a constant number of queries."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape

from clientkeep.foundation.ui.days import write_day
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from ..pipeline.stage import Stage
from . import rules
from .model import Opportunity
from .moves import Moves
from .slots import CARD_WORDS

MOST = 1_000
SLASH = conditional_escape("/")
ORDER = ("next_step_on", "close_on", "-pk")
ASKED = (
    "pk", "title", "client__name", "name", "email", "value_minor", "currency", "own_probability", "stage_id", "stage__probability", "next_step",
    "next_step_on", "stale_on", "owner_id",
)  # fmt: skip
# A card is a plain mapping: five hundred of them are rendered at once, and a template reads a mapping quickest.
Card = dict[str, Any]


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
    found = list(rows.order_by(*ORDER).values(*ASKED)[: MOST + 1])
    people = {each.pk: conditional_escape(each) for each in Member.objects.filter(workspace=acting.workspace).select_related("user")}
    places = {stage.pk: place for place, stage in enumerate(stages)}
    held: list[list[Card]] = [[] for _ in stages]
    moves, said = Moves(stages), _said(acting) if found else {}
    root = conditional_escape(f"{reverse('opportunities:board')}opportunities/")
    for row in found[:MOST]:
        at = places.get(row["stage_id"], 0)
        # Escaped once, since a card says them more than once.
        pk, title = conditional_escape(row["pk"]), conditional_escape(row["title"])
        url = root + pk + SLASH
        known = {"pk": pk, "url": url, "title": title, "owner": people.get(row["owner_id"], ""), "moves": moves.of(at, url, title), "words": said.get(row["pk"], "")}
        held[at].append({**_card(row, today), **known})
    columns = [Column(stage, cards, _sums(cards)) for stage, cards in zip(stages, held, strict=True)]
    return Board(columns, min(len(found), MOST), len(found) > MOST, sum(card["is_stale"] for cards in held for card in cards))


def _said(acting: Acting) -> dict[Any, str]:
    """What later stages say on cards, by the opportunity's id."""
    said: dict[Any, str] = {}
    for tell in CARD_WORDS:
        for pk, words in tell(acting).items():
            said[pk] = f"{said[pk]} · {words}" if pk in said else words
    return said


def _card(row: Mapping[str, Any], today: dt.date) -> Card:
    step, own = row["next_step_on"], row["own_probability"]
    return {
        **row, "whose": row["client__name"] or row["name"] or row["email"], "step_day": write_day(step, today) if step else "",
        "is_late": bool(step and step < today), "is_stale": row["stale_on"] <= today, "probability": row["stage__probability"] if own is None else own,
    }  # fmt: skip


def _sums(cards: list[Card]) -> list[rules.Sum]:
    return rules.sums((each["currency"], each["value_minor"], each["probability"]) for each in cards if each["value_minor"] is not None)
