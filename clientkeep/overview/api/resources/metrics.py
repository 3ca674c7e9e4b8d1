"""Metrics: each figure with its formula and every row behind it."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.retention.figures.facts import facts_for
from clientkeep.lifecycle.retention.figures.metrics import METRICS, span_to
from clientkeep.lifecycle.retention.figures.rules import Facts, Row

from ..answers import answer
from ..door import Room
from ..fields import Told

room = Room()


class FiguresAsked(BaseModel):
    """Which span: so many months up to and including a day."""

    model_config = ConfigDict(extra="forbid")
    months: Literal["1", "3", "6", "12"] = "12"
    to: str = Field("", max_length=10, description="The last day, such as 2026-03-31; today where nothing is given")


class RowsAsked(FiguresAsked):
    """Which figure, and over which span."""

    key: Literal[tuple(metric.key for metric in METRICS)]


class FigureOut(Told):
    """A figure. Money is in minor units of the firm's currency; shares are percent."""

    key: str
    label: str
    question: str
    formula: str
    unit: str
    first: str
    last: str
    value: float | None
    note: str


class FigureRowOut(Told):
    client_id: str
    words: str
    day: str | None
    value: float | None
    currency: str
    counts: bool


class FigureWhole(FigureOut):
    rows: list[FigureRowOut]


class FiguresOut(Told):
    items: list[FigureOut]


@room.reads("", "clients.see", FiguresOut)
def list_metrics(request: HttpRequest, asked: Query[FiguresAsked]) -> HttpResponse:
    """Every figure over the clients that this token sees, the two that matter most first."""
    facts, last, months = _read(request, asked)
    return answer({"items": [_tell(metric.key, facts, last, months) for metric in METRICS]})


@room.reads("/rows", "clients.see", FigureWhole)
def get_metric(request: HttpRequest, asked: Query[RowsAsked]) -> HttpResponse:
    """One figure with all the rows behind it."""
    facts, last, months = _read(request, asked)
    figure = METRICS[asked.key].compute(facts, span_to(last, months))
    return answer({**_tell(asked.key, facts, last, months), "rows": [_tell_row(row) for row in figure.rows]})


def _read(request: HttpRequest, asked: FiguresAsked) -> tuple[Facts, dt.date, int]:
    today, months = request.acting.workspace.today(), int(asked.months)
    try:
        last = dt.date.fromisoformat(asked.to) if asked.to else today
    except ValueError:
        raise Invalid("Send a day such as 2026-03-31.", "to") from None
    if not dt.date(2000, 1, 1) <= last <= today:
        raise Invalid("Choose a day that has passed.", "to")
    return facts_for(request.acting, span_to(last, 2 * months).first), last, months


def _tell(key: str, facts: Facts, last: dt.date, months: int) -> dict[str, Any]:
    metric, span = METRICS[key], span_to(last, months)
    figure = metric.compute(facts, span)
    return {
        "key": metric.key, "label": metric.label, "question": metric.question, "formula": metric.formula, "unit": metric.unit,
        "first": span.first.isoformat(), "last": span.last.isoformat(), "value": figure.value, "note": figure.note,
    }  # fmt: skip


def _tell_row(row: Row) -> dict[str, Any]:
    return {
        "client_id": row.client, "words": row.words, "day": row.day and row.day.isoformat(), "value": row.value,
        "currency": row.currency, "counts": row.counts,
    }  # fmt: skip
