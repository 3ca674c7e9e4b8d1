"""The filters of a list, read from its address through allow-lists only: no name from outside reaches the database."""

import calendar
import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.words import fold

MOST_TYPED = 100
MOST_CLIENTS = 200
MOST_FOUND = 200
MOST_YEARS = 20
SHELVES = {"invoices": ("invoice", "credit_note", "receipt"), "quotes": ("proposal", "contract", "quote", "estimate", "change_order")}
STATES = {
    "invoice": {
        "": "all states", "draft": "Drafts", "unpaid": "Unpaid", "overdue": "Overdue", "paid": "Paid",
        "unsent": "Not sent", "void": "Void",
    },
    "quote": {
        "": "all states", "draft": "Drafts", "open": "Waiting for an answer", "accepted": "Accepted",
        "declined": "Declined", "expired": "Expired", "unsent": "Not sent", "void": "Void",
    },
    "other": {"": "all states", "draft": "Drafts", "issued": "Issued", "unsent": "Not sent", "void": "Void"},
}  # fmt: skip
PERIODS = {
    "": "any time", "month": "this month", "last_month": "last month", "quarter": "this quarter", "year": "this year",
    "last_year": "last year",
}  # fmt: skip
SORTS = {"date": ("issue_date", "Date"), "due": ("due_date", "Due")}


@dataclass(frozen=True)
class Filters:
    """What a list shows. Unknown values of the address fall back to everything, and are never passed on."""

    shelf: str
    kinds: tuple[str, ...]
    state: str = ""
    period: str = ""
    client: uuid.UUID | None = None
    typed: str = ""
    sort: str = "date"
    ascending: bool = False

    @classmethod
    def read(cls, shelf: str, query: Mapping[str, Any]) -> "Filters":
        kinds = SHELVES[shelf]
        kind = query.get("kind", "")
        chosen = (kind,) if kind in kinds else (("invoice",) if shelf == "invoices" else kinds)
        sort = query.get("sort", "")
        name = sort.removeprefix("-")
        filters = cls(
            shelf,
            chosen,
            client=_uuid(query.get("client", "")),
            typed=" ".join(str(query.get("q", "")).replace("\x00", "").split())[:MOST_TYPED],
            period=query.get("period", "") if query.get("period", "") in PERIODS else "",
            sort=name if name in SORTS else "date",
            ascending=name in SORTS and not sort.startswith("-"),
        )
        state = query.get("state", "")
        return filters if state not in filters.states else _with_state(filters, state)

    @property
    def states(self) -> dict[str, str]:
        """The states to choose from, with their words."""
        if self.shelf == "quotes":
            return STATES["quote"]
        return STATES["invoice" if self.kinds == ("invoice",) else "other"]

    @property
    def column(self) -> str:
        return SORTS[self.sort][0]

    @property
    def is_narrow(self) -> bool:
        return bool(self.state or self.period or self.client or self.typed)

    def apply(self, documents: QuerySet, today: dt.date, clients: QuerySet[Client]) -> QuerySet:
        """Narrow visible documents. `clients` are the clients that the person may see."""
        found = documents.filter(kind__in=self.kinds) if len(self.kinds) > 1 else documents.filter(kind=self.kinds[0])
        found = _in_state(found, self.state, today)
        if self.period:
            first, last = period_of(self.period, today)
            found = found.filter(issue_date__range=(first, last))
        if self.client:
            found = found.filter(client_id=self.client)
        return found.filter(_typed(found, self.typed, clients, today)) if self.typed else found


def period_of(name: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of a named period."""
    month = today.replace(day=1)
    if name == "last_month":
        month = (month - dt.timedelta(days=1)).replace(day=1)
    if name in ("month", "last_month"):
        return month, month.replace(day=calendar.monthrange(month.year, month.month)[1])
    if name == "quarter":
        first = today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1)
        last = first.replace(month=first.month + 2)
        return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])
    year = today.year - (name == "last_year")
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _in_state(found: QuerySet, state: str, today: dt.date) -> QuerySet:
    if state in ("draft", "void", "accepted", "declined", "issued"):
        return found.filter(state=state)
    if state == "unpaid":
        return found.outstanding()
    if state == "overdue":
        return found.overdue(today)
    if state == "paid":
        return found.filter(state="issued", balance_minor=0)
    if state == "unsent":
        return found.filter(state="issued", sent_at=None)
    if state == "open":
        return found.filter(Q(valid_until=None) | Q(valid_until__gte=today), state="issued")
    if state == "expired":
        return found.filter(state="issued", valid_until__lt=today)
    return found


def _typed(found: QuerySet, text: str, clients: QuerySet[Client], today: dt.date) -> Q:
    """Documents whose number begins so or ends in it, whose reference or title holds it, or of a client so named.

    Each way is read along an index of its own, newest first, and gives at most MOST_FOUND documents.
    """
    upper = text.upper()
    ways = [
        ~Q(number="") & Q(number__gte=upper, number__lt=upper + "\uffff"),
        ~Q(reference="") & Q(reference__icontains=text),
        ~Q(title="") & Q(title__icontains=text),
    ]
    last = text.rsplit("-", 1)[-1]
    if last.isascii() and last.isdecimal() and len(last) <= 9:
        years = range(today.year - MOST_YEARS, today.year + 2)
        ways.append(Q(period__in=[0, *years], seq=int(last), number__iendswith=text))
    ids = {pk for way in ways for pk in found.filter(way).values_list("pk", flat=True)[:MOST_FOUND]}
    named = clients
    for word in fold(text).split():
        named = named.filter(words__contains=word)
    of_clients = list(named.values_list("pk", flat=True)[:MOST_CLIENTS])
    return Q(pk__in=ids) | Q(client_id__in=of_clients) if of_clients else Q(pk__in=ids)


def _with_state(filters: Filters, state: str) -> Filters:
    from dataclasses import replace

    return replace(filters, state=state)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text)) if text else None
    except ValueError:
        return None
