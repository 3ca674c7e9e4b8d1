"""The money book's promises: each entry balances, and the book agrees with the documents and payments."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Sum

from clientkeep.foundation.checks import check
from clientkeep.relationship.documents.models import Document

from ..payments.model import Allocation, Payment, Refund
from .model import Entry, Posting
from .rules import CREDIT, RECEIVABLE


@check("ledger", "each entry of the money book sums to zero")
def entries_balance() -> Iterator[str]:
    rows = Entry.objects.annotate(sum=Sum("postings__amount_minor"), rows=Count("postings"))
    for entry in rows.exclude(sum=0, rows__gte=2).order_by("created_at"):
        yield f"The entry {entry.key} of {entry.day} is out of balance by {entry.sum or 0} minor units."


@check("ledger against documents", "what the book says clients owe is what their invoices say")
def owed_agrees() -> Iterator[str]:
    owed = Document.objects.filter(kind="invoice").exclude(state__in=("draft", "void"))
    yield from _differences("owed", _account(RECEIVABLE), _sums(owed, "balance_minor"))


@check("ledger against payments", "what the book says is clients' credit is what payments and credit notes have left")
def credit_agrees() -> Iterator[str]:
    credit = _sums(Payment.objects, "amount_minor")
    credit += _sums(Document.objects.filter(kind="credit_note").exclude(state__in=("draft", "void")), "total_minor")
    used = _sums(Allocation.objects, "amount_minor", "document__workspace_id", "document__currency")
    back = _sums(Refund.objects, "amount_minor", "payment__workspace_id")
    for part in (used, back):
        credit.subtract(part)
    book = Counter({key: -value for key, value in _account(CREDIT).items()})
    yield from _differences("credit", book, credit)


def _account(name: str) -> Counter:
    return _sums(Posting.objects.filter(account=name), "amount_minor", "entry__workspace_id", "entry__currency")


def _sums(rows, amount: str, workspace: str = "workspace_id", currency: str = "currency") -> Counter:
    return Counter(
        {(row[0], row[1]): row[2] or 0 for row in rows.order_by().values_list(workspace, currency).annotate(Sum(amount))}
    )


def _differences(what: str, book: Counter, rows: Counter) -> Iterator[str]:
    for key in sorted({*book, *rows}, key=str):
        if book[key] != rows[key]:
            yield f"In {key[1]} the book has {book[key]} minor units {what}, the documents and payments have {rows[key]}."
