"""Lifecycle: the stations of a client's life with how many are there, went on and were lost, and every row behind them."""

import datetime as dt
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict

from clientkeep.lifecycle.retention.figures.metrics import span_to
from clientkeep.lifecycle.retention.passages import stations  # noqa: F401  they announce themselves
from clientkeep.lifecycle.retention.passages.rules import Passage, Standing, standing
from clientkeep.lifecycle.retention.passages.station import STATIONS, Reading, Station, stations_for

from ..answers import answer
from ..door import Room
from ..fields import Told

room = Room()


class LifecycleAsked(BaseModel):
    """Over how many months up to and including today."""

    model_config = ConfigDict(extra="forbid")
    months: Literal["1", "3", "6", "12"] = "12"


class StationAsked(LifecycleAsked):
    """Which station, and over which span."""

    station: Literal[tuple(STATIONS.keys())]


class WaitingStep(Told):
    """Those that wait at one step, in days: the middle one and the longest."""

    words: str
    count: int
    days: int
    longest: int


class LostReasonCount(Told):
    words: str
    count: int


class StationOut(Told):
    """A station. `days_here` and `days_through` are those of the middle one; `conversion` is percent of those decided."""

    key: str
    label: str
    begins: str
    owner: str
    client_meets: str
    first: str
    last: str
    here: int
    came: int
    went_on: int
    lost: int
    conversion: int | None
    days_here: int | None
    days_through: int | None
    steps: list[WaitingStep]
    reasons: list[LostReasonCount]


class PassageOut(Told):
    id: str
    words: str
    client: str
    entered: str
    left: str | None
    how: str
    why: str
    step: str


class StationWhole(StationOut):
    rows: list[PassageOut]


class LifecycleOut(Told):
    items: list[StationOut]


@room.reads("", "clients.see", LifecycleOut)
def list_stations(request: HttpRequest, asked: Query[LifecycleAsked]) -> HttpResponse:
    """Every station that this token may see, in the order of a client's life."""
    read = Reading(request.acting)
    return answer({"items": [_tell(each, *_figures(read, each, asked)) for each in stations_for(request.acting)]})


@room.reads("/rows", "clients.see", StationWhole)
def get_station(request: HttpRequest, asked: Query[StationAsked]) -> HttpResponse:
    """One station with those who are there, and those who left it in the span."""
    found = next((each for each in stations_for(request.acting) if each.slug == asked.station), None)
    if found is None:
        raise Http404
    figure, first, last = _figures(Reading(request.acting), found, asked)
    rows = [*figure.here, *figure.on, *figure.lost]
    return answer({**_tell(found, figure, first, last), "rows": [_tell_passage(each) for each in rows]})


def _figures(read: Reading, found: Station, asked: LifecycleAsked) -> tuple[Standing, dt.date, dt.date]:
    span = span_to(read.today, int(asked.months))
    return standing(found.passages(read), span.first, span.last), span.first, span.last


def _tell(found: Station, figure: Standing, first: dt.date, last: dt.date) -> dict[str, Any]:
    return {
        "key": found.slug, "label": found.label, "begins": found.begins, "owner": found.owner, "client_meets": found.client_meets,
        "first": first.isoformat(), "last": last.isoformat(), "here": len(figure.here), "came": figure.came, "went_on": len(figure.on),
        "lost": len(figure.lost), "conversion": figure.conversion, "days_here": figure.days_here, "days_through": figure.days_through,
        "steps": [{"words": each.words, "count": each.count, "days": each.days, "longest": each.longest} for each in figure.steps],
        "reasons": [{"words": words, "count": count} for words, count in figure.reasons],
    }  # fmt: skip


def _tell_passage(each: Passage) -> dict[str, Any]:
    return {
        "id": each.id, "words": each.words, "client": each.client, "entered": each.entered.isoformat(),
        "left": each.left and each.left.isoformat(), "how": each.how, "why": each.why, "step": each.step,
    }  # fmt: skip
