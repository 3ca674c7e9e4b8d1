"""One client's trust account as the journal tells it: its lines, its balance then and now, a turn for the worse."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from clientkeep.foundation.ui.chart import Chart, Point
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.models import Workspace

from .reading import lines_of
from .rules import Line, Turn, balance, level, turn, weighed, worth
from .signals import SIGNALS
from .story import READERS, Bill, Fact
from .weights import TrustWeights

# What is older counts for next to nothing, but is still read: habits are made of it.
FARTHEST = dt.timedelta(days=3 * 365)
WEEKS = 26
_OF_FACT = ("pk", "client_id", "happened_at", "slug", "actor_kind", "about_id", "payload")


@dataclass(frozen=True)
class Account:
    """A client's account at a moment, under the firm's weights."""

    at: dt.datetime
    half_life: int
    lines: Sequence[Line]

    @cached_property
    def balance(self) -> float:
        return balance(self.lines, self.at, self.half_life)

    @property
    def level(self) -> str:
        return level(self.balance)

    @cached_property
    def turn(self) -> Turn | None:
        return turn(self.lines, self.at, self.half_life)

    @property
    def advice(self) -> str:
        """The act that mends the turn; empty without one."""
        return SIGNALS[self.turn.signal].advice if self.turn else ""

    @cached_property
    def told(self) -> list[tuple[Line, float]]:
        """Each line with what it counts today, newest first."""
        return [(line, round(worth(line, self.at, self.half_life), 1) + 0.0) for line in reversed(self.lines)]

    @property
    def chart(self) -> Chart:
        """The balance at the end of each of the last weeks."""
        moments = [self.at - dt.timedelta(weeks=back) for back in range(WEEKS, -1, -1)]
        points = [(moment, balance(self.lines, moment, self.half_life)) for moment in moments]
        return Chart("Trust over the last half year", "Points", [
            Point(f"{moment.day} {moment:%b %Y}", points, f"{points:g}") for moment, points in points
        ])  # fmt: skip


def account_of(workspace: Workspace, client_id: uuid.UUID, at: dt.datetime) -> Account:
    """Return one client's account at a moment."""
    return accounts_of(workspace, [client_id], at)[client_id]


def accounts_of(workspace: Workspace, client_ids: Iterable[uuid.UUID], at: dt.datetime) -> dict[uuid.UUID, Account]:
    """Return the accounts of several clients: three queries for all of them."""
    ids = list(client_ids)
    weights = TrustWeights.of(workspace)
    facts, bills = _facts(workspace, ids, at), _bills(workspace, ids)
    return {
        pk: Account(at, weights.half_life, weighed(lines_of(facts[pk], bills[pk], at), weights.points)) for pk in ids
    }


def _facts(workspace: Workspace, ids: list[uuid.UUID], at: dt.datetime) -> dict[uuid.UUID, list[Fact]]:
    slugs = [*READERS, "document.viewed"]  # a look into the portal is no line, but a habit
    events = Event.objects.filter(workspace=workspace, client_id__in=ids, slug__in=slugs)
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for pk, client, happened, slug, by, about, data in events.filter(happened_at__gt=at - FARTHEST, happened_at__lte=at).values_list(*_OF_FACT):
        found[client].append(Fact(happened, slug, by, str(about or ""), data, str(pk)))
    return found


def _bills(workspace: Workspace, ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Bill]]:
    found: dict[uuid.UUID, dict[str, Bill]] = defaultdict(dict)
    invoices = Document.objects.filter(workspace=workspace, client__in=ids, kind="invoice", due_date__isnull=False)
    issued = invoices.exclude(state__in=("draft", "void"))
    for pk, client, number, due, owed in issued.values_list("pk", "client_id", "number", "due_date", "balance_minor"):
        found[client][str(pk)] = Bill(number, due, owed > 0)
    return found
