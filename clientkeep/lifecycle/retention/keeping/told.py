"""What feedback there is of one client, in one query: the latest answers, the open question, the open case."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from clientkeep.foundation import clock
from clientkeep.foundation.ui.chart import Chart, Point
from clientkeep.relationship.clients.models import Client

from ..asks.model import KINDS as ASKS
from ..asks.model import Ask, Referral
from ..cases.model import Case
from ..surveys.model import Survey
from ..surveys.rules import KINDS, trend_words

SPAN = dt.timedelta(days=730)
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: `what` it is, its state, its kind or words, its score."""

    what: str
    pk: Any
    state: str
    words: str
    score: int | None
    at: dt.datetime

    @property
    def kind(self) -> str:
        return dict(ASKS)[self.words] if self.what == "ask" else KINDS[self.words].label

    @property
    def score_words(self) -> str:
        return f"{self.score} of {KINDS[self.words].highest}"


@dataclass
class Told:
    """The rows of one client, the newest first."""

    rows: list[Row] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @cached_property
    def case(self) -> Row | None:
        return next((row for row in self.rows if row.what == "case"), None)

    @cached_property
    def asked(self) -> Row | None:
        return next((row for row in self.rows if row.what == "survey" and row.state == "asked"), None)

    @cached_property
    def asks(self) -> list[Row]:
        """What was asked of its people: a testimonial, a referral."""
        return self._all("ask")

    @cached_property
    def came_by(self) -> Row | None:
        """The client that brought this one."""
        return next(iter(self._all("came_by")), None)

    @cached_property
    def brought(self) -> list[Row]:
        """Clients that this one brought."""
        return self._all("brought")

    def _all(self, what: str) -> list[Row]:
        return [row for row in self.rows if row.what == what]

    @cached_property
    def last(self) -> Row | None:
        return next((row for row in self.rows if row.what == "survey" and row.score is not None), None)

    @cached_property
    def scores(self) -> list[int]:
        """Scores of the kind that was answered last, the oldest first."""
        alike = [row.score for row in self.rows if self.last and row.what == "survey" and row.words == self.last.words]
        return [score for score in reversed(alike[:SHOWN]) if score is not None]

    @property
    def trend(self) -> str:
        return trend_words(self.scores)

    @cached_property
    def line(self) -> Chart | None:
        if len(self.scores) < 2 or self.last is None:
            return None
        points = [Point("", score, str(score)) for score in self.scores]
        return Chart(f"{self.last.kind}, the newest last", "Score", points, 120, 32)


def told_of(client: Client) -> Told:
    """Read what feedback there is of a client within two years."""
    cases = _values(Case.objects.unresolved().filter(client=client), "case", "about", None, "opened_at")
    recent = Survey.objects.filter(client=client, sent_at__gt=clock.now() - SPAN).exclude(state="ended")
    asks = _values(Ask.objects.filter(client=client), "ask", "kind", None, "asked_at")
    came = _values(Referral.objects.filter(lead=client), "came_by", "referrer__name", None, "created_at", "referrer_id")
    brought = _values(Referral.objects.filter(referrer=client), "brought", "lead__name", None, "created_at", "lead_id")
    found = cases.union(_values(recent, "survey", "kind", "score", "sent_at"), asks, came, brought, all=True)
    return Told([Row(*row) for row in found.order_by("-at")[:200]])


def _values(rows: QuerySet, what: str, words: str, score: str | None, at: str, thing: str = "pk") -> QuerySet:
    """The same six columns of each table, so that all of them are one query."""
    state = F("state") if thing == "pk" else Value("", CharField())
    named = rows.order_by().annotate(
        what=Value(what, CharField()), thing=F(thing), how=state, words=F(words), at=F(at),
        points=F(score) if score else Value(None, IntegerField()),
    )  # fmt: skip
    return named.values_list("what", "thing", "how", "words", "points", "at")
