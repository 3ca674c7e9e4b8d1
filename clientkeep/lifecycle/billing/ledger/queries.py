"""Reading the money book: entries of a span of days, and the sum of each account."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet, Sum

from .model import Entry, Posting
from .rules import ACCOUNTS


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account's rows of a span sum to; debits are positive."""

    account: str
    currency: str
    minor: int


def entries_of(workspace: Any, first: dt.date, last: dt.date) -> QuerySet[Entry]:
    """The entries whose day lies in the span, both ends included, newest first, with their rows."""
    rows = Entry.objects.filter(workspace=workspace, day__gte=first, day__lte=last)
    postings = Prefetch("postings", queryset=Posting.objects.order_by("-amount_minor", "account"))
    return rows.order_by("-day", "-pk").prefetch_related(postings)


def balances_of(workspace: Any, first: dt.date, last: dt.date) -> list[Balance]:
    """The sum of each account and currency over the span; each currency sums to zero."""
    rows = Posting.objects.filter(entry__workspace=workspace, entry__day__gte=first, entry__day__lte=last)
    sums = rows.order_by("entry__currency", "account").values_list("account", "entry__currency").annotate(Sum("amount_minor"))
    return [Balance(ACCOUNTS.get(account, account), currency, minor) for account, currency, minor in sums]
