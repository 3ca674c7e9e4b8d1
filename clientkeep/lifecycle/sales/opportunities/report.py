"""Win and loss: how many were decided, from which source, for which reason, and what winning one cost."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from clientkeep.foundation.money import half_up
from clientkeep.workspace.members.acting import Acting

from ..pipeline.source import SourceCost
from . import rules
from .model import Opportunity

# word of the address: (label, days back; None for everything)
SPANS: dict[str, tuple[str, int | None]] = {"quarter": ("Last 91 days", 91), "year": ("Last 365 days", 365), "all": ("Since the beginning", None)}
UNKNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Spent:
    """What a source cost in a currency, and by each opportunity won; None where none was. Minor units."""

    currency: str
    minor: int
    each: int | None


@dataclass
class Line:
    """One source, or all of them: counts, values won by currency, costs."""

    name: str
    open: int = 0
    won: int = 0
    lost: int = 0
    rows: list[tuple[str, int, int]] = field(default_factory=list)
    costs: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def count(self, state: str, currency: str, minor: int | None) -> None:
        setattr(self, state, getattr(self, state) + 1)
        if state == "won" and minor is not None:
            self.rows.append((currency, minor, 100))

    @property
    def rate(self) -> int | None:
        return rules.rate(self.won, self.lost)

    @property
    def won_sums(self) -> list[rules.Sum]:
        return rules.sums(self.rows)

    @property
    def spent(self) -> list[Spent]:
        return [Spent(code, minor, _each(minor, self.won)) for code, minor in sorted(self.costs.items())]


@dataclass(frozen=True)
class Report:
    total: Line
    sources: list[Line]
    reasons: list[tuple[str, int, list[rules.Sum]]]
    days_to_win: int | None


def report_of(acting: Acting, since: dt.date | None) -> Report:
    """Count what was decided since a day, or ever, and what is open now; costs from the month of that day on."""
    found = Opportunity.objects.visible_to(acting)
    asked = found.values_list("state", "decided_on", "source__name", "currency", "value_minor", "lost_reason__name", "noted_at")
    total, lines, reasons, took = Line("All"), {}, defaultdict(list), []
    for state, decided, source, currency, minor, reason, noted in asked:
        if state != "open" and since and decided < since:
            continue
        name = source or UNKNOWN
        for line in (total, lines.setdefault(name, Line(name))):
            line.count(state, currency, minor)
        if state == "lost":
            reasons[reason].append((currency, minor, 100))
        if state == "won":
            took.append((decided - noted.date()).days)
    _costs(acting, since, total, lines)
    ordered = sorted(lines.values(), key=lambda line: (-line.won, -line.lost, line.name.casefold()))
    told = [(name, len(rows), rules.sums(row for row in rows if row[1] is not None)) for name, rows in sorted(reasons.items(), key=lambda each: -len(each[1]))]
    return Report(total, ordered, told, _each(max(0, sum(took)), len(took)))


def _costs(acting: Acting, since: dt.date | None, total: Line, lines: dict[str, Line]) -> None:
    costs = SourceCost.objects.visible_to(acting)
    if since:
        costs = costs.filter(month__gte=since.replace(day=1))
    for name, currency, minor in costs.values_list("source__name", "currency", "minor"):
        for line in (total, lines.setdefault(name, Line(name))):
            line.costs[currency] += minor


def _each(whole: int, count: int) -> int | None:
    """The mean, rounded half up; None of nothing."""
    return half_up(Decimal(whole) / count) if count else None
