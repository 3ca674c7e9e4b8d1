"""The figures by which a firm sees whether clients stay: one formula each, over plain facts. No database, no clock.

A span runs from its first day to its last, both included. Money is in minor units of one currency, never added across.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean, median


@dataclass(frozen=True, slots=True)
class Bill:
    """An issued invoice that is not void; `paid_on` the day on which nothing was owed on it any more."""

    id: str
    client: str
    number: str
    issued: dt.date
    total: int
    currency: str
    paid_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A promise of the firm: the day first promised, the day on which it was kept (None: not)."""

    id: str
    client: str
    what: str
    due: dt.date
    kept_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """An answer to a pulse, out of ten."""

    id: str
    client: str
    day: dt.date
    score: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A client's wait that ended with an answer: the working hours it took, and whether the promise held."""

    id: str
    client: str
    about: str
    day: dt.date
    hours: float
    in_time: bool


@dataclass(frozen=True, slots=True)
class Move:
    """What a client owes grew or shrank on a day."""

    client: str
    day: dt.date
    currency: str
    amount: int


@dataclass(frozen=True, slots=True)
class Living:
    """A client with whom work is going on: on record since a day, meant to be heard from every so many days."""

    client: str
    since: dt.date
    cadence: int


@dataclass(frozen=True)
class Facts:
    """All that the figures are made of. `heard` holds each client's days of contact; `names` how clients are called."""

    currency: str
    today: dt.date
    names: Mapping[str, str] = field(default_factory=dict)
    bills: Sequence[Bill] = ()
    words: Sequence[Word] = ()
    scores: Sequence[Score] = ()
    answers: Sequence[Answer] = ()
    moves: Sequence[Move] = ()
    living: Sequence[Living] = ()
    heard: Mapping[str, Sequence[dt.date]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def before(self) -> "Span":
        """The span of equal length just before."""
        days = self.last - self.first + dt.timedelta(days=1)
        return Span(self.first - days, self.first - dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Row:
    """One thing behind a figure. `kind` and `id` name it, `value` is what it adds, `counts` whether it is in the share."""

    client: str
    words: str
    day: dt.date | None
    value: float | int | None
    kind: str = "client"
    id: str = ""
    counts: bool = True
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value (None: nothing to tell from), and all the rows behind it."""

    value: float | None
    rows: tuple[Row, ...]
    note: str = ""


def retention(facts: Facts, span: Span) -> Figure:
    """Of the clients billed in the span before, the share that was billed again in this one."""
    earlier = {bill.client for bill in facts.bills if bill.issued in span.before}
    again = {bill.client: bill for bill in sorted(facts.bills, key=lambda bill: bill.issued) if bill.issued in span}
    rows = [
        Row(client, "billed again" if client in again else "not billed again", again[client].issued if client in again else None, None, counts=client in again)
        for client in earlier
    ]  # fmt: skip
    return _share(rows, "clients billed in the span before")


def repeat_share(facts: Facts, span: Span) -> Figure:
    """Of the money billed in the span, the share that was billed to clients who had been billed before."""
    first: dict[str, Bill] = {}
    for bill in sorted(facts.bills, key=lambda bill: (bill.issued, bill.id)):
        first.setdefault(bill.client, bill)
    billed = [bill for bill in facts.bills if bill.issued in span]
    mine = [bill for bill in billed if bill.currency == facts.currency]
    rows = [
        Row(bill.client, f"{bill.number}, {'again' if first[bill.client] is not bill else 'the first'}", bill.issued, bill.total,
            "document", bill.id, first[bill.client] is not bill, bill.currency)
        for bill in mine
    ]  # fmt: skip
    total = sum(bill.total for bill in mine)
    again = sum(row.value for row in rows if row.counts)
    return Figure(100 * again / total if total else None, _newest(rows), _left_out(billed, facts.currency))


def time_to_payment(facts: Facts, span: Span) -> Figure:
    """The median of days from issue to full payment, over the invoices paid in the span."""
    paid = [bill for bill in facts.bills if bill.paid_on in span]
    rows = [Row(bill.client, bill.number, bill.paid_on, (bill.paid_on - bill.issued).days, "document", bill.id) for bill in paid]
    return Figure(float(median(row.value for row in rows)) if rows else None, _newest(rows))


def response_time(facts: Facts, span: Span) -> Figure:
    """The median of working hours until an answer, over the answers of the span."""
    given = [answer for answer in facts.answers if answer.day in span]
    rows = [Row(answer.client, answer.about, answer.day, round(answer.hours, 2), "wait", answer.id, answer.in_time) for answer in given]
    kept = sum(answer.in_time for answer in given)
    note = f"{kept} of {len(given)} came within what was promised" if given else ""
    return Figure(float(median(answer.hours for answer in given)) if given else None, _newest(rows), note)


def receivables(facts: Facts, span: Span) -> Figure:
    """What clients owe at the end of the span's last day."""
    owed: dict[tuple[str, str], int] = defaultdict(int)
    for move in facts.moves:
        if move.day <= span.last:
            owed[move.client, move.currency] += move.amount
    rows = [Row(client, "owes", None, amount, currency=currency) for (client, currency), amount in owed.items() if amount]
    mine = [row for row in rows if row.currency == facts.currency]
    other = sorted({row.currency for row in rows} - {facts.currency})
    note = f"{', '.join(other)} stand beside it in the rows" if other else ""
    return Figure(float(sum(row.value for row in mine)), tuple(sorted(rows, key=lambda row: (row.currency != facts.currency, -row.value, row.client))), note)


def satisfaction(facts: Facts, span: Span) -> Figure:
    """The mean of the pulse scores given in the span, out of ten."""
    given = [score for score in facts.scores if score.day in span]
    rows = [Row(score.client, "pulse", score.day, score.score, "survey", score.id) for score in given]
    return Figure(float(mean(score.score for score in given)) if given else None, _newest(rows))


def neglect(facts: Facts, span: Span) -> Figure:
    """The share of living clients who, at the end of the span, had not been heard from for longer than they are meant to be."""
    rows = []
    for each in facts.living:
        if each.since > span.last:
            continue
        days = [day for day in facts.heard.get(each.client, ()) if day <= span.last]
        last = max(days, default=None)
        silent = (span.last - (last or each.since)).days
        words = f"heard from {silent} days before" if last else f"never heard from in {silent} days"
        rows.append(Row(each.client, f"{words}; every {each.cadence} is meant", last, silent, counts=silent > each.cadence))
    return _share(rows, "clients with whom work is going on")


def kept_promises(facts: Facts, span: Span) -> Figure:
    """Of the firm's promises whose first day fell into the span, the share kept by that day."""
    due = [word for word in facts.words if word.due in span and (word.due < facts.today or word.kept_on)]
    rows = [Row(word.client, word.what, word.due, None, "promise", word.id, bool(word.kept_on and word.kept_on <= word.due)) for word in due]
    return _share(rows, "promises that fell due")


def _share(rows: Sequence[Row], of: str) -> Figure:
    counted = sum(row.counts for row in rows)
    ordered = tuple(sorted(rows, key=lambda row: (row.counts, row.client, row.words)))
    return Figure(100 * counted / len(rows) if rows else None, ordered, f"{counted} of {len(rows)} {of}" if rows else "")


def _newest(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.day, row.words), reverse=True))


def _left_out(bills: Sequence[Bill], currency: str) -> str:
    other = sorted({bill.currency for bill in bills} - {currency})
    return f"Bills in {', '.join(other)} are left out: currencies are never added" if other else ""
