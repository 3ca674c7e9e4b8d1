"""The week ahead over all clients, and the money line. One query each, currencies never added."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.rhythm.models import ImportantDate
from clientkeep.workspace.members.acting import Acting

from .gathering import GATHERED, Gathered, gathered
from .item import link_to
from .reading import WEEK, Reading

MONTH = dt.timedelta(days=30)
MOST = 12


@dataclass(frozen=True, slots=True)
class Deadline:
    day: dt.date
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Sums of one currency in minor units."""

    currency: str
    overdue: int
    week: int
    month: int


def deadlines(read: Reading) -> list[Deadline]:
    """What falls into the next seven days: invoices due, quotes that run out, next steps, important dates."""
    end = read.today + WEEK
    rows = [
        Deadline(row.due_date, f"{row.client.name}: invoice {row.number} is due", _paper(row)) for row in read.due_soon
    ]
    rows += [
        Deadline(row.valid_until, f"{row.client.name}: {row.label.lower()} {row.number} runs out", _paper(row))
        for row in read.open_quotes
        if row.valid_until and read.today <= row.valid_until <= end
    ]
    rows += [
        Deadline(row.next_step_on, f"{row.name}: {row.next_step}", link_to("clients:detail", row.pk))
        for row in read.steps
        if row.next_step_on > read.today
    ]
    rows += dates_of_the_week(read)
    return sorted(rows, key=lambda row: row.day)[:MOST]


def dates_of_the_week(read: Reading) -> list[Deadline]:
    """Important dates of the next seven days, seen to or not; asked for together with the sources of Today."""
    found = gathered(read).get("week_dates", ())
    return [Deadline(row.day, f"{row.client_name}: {row.words}", link_to("rhythm:date", row.pk)) for row in found]


def _this_week(read: Reading) -> QuerySet:
    return ImportantDate.objects.visible_to(read.acting).between(read.today, read.today + WEEK)


GATHERED.add("week_dates", Gathered("week_dates", "clients.see", _this_week, "client", "next_on", "what", "", ""))


def money_lines(acting: Acting, today: dt.date) -> list[MoneyLine]:
    """Overdue, due this week, expected in 30 days; a line for each currency."""
    if not acting.may("payments.see"):
        return []
    owed = Document.objects.visible_to(acting).outstanding().filter(due_date__lte=today + MONTH)
    sums = owed.order_by().values("currency").annotate(
        overdue=Sum("balance_minor", filter=Q(due_date__lt=today), default=0),
        week=Sum("balance_minor", filter=Q(due_date__gte=today, due_date__lte=today + WEEK), default=0),
        month=Sum("balance_minor", filter=Q(due_date__gte=today), default=0),
    )  # fmt: skip
    home = acting.workspace.currency
    return sorted((MoneyLine(**row) for row in sums), key=lambda line: (line.currency != home, line.currency))


def _paper(row: Document) -> str:
    return link_to("documents:detail", row.pk)
