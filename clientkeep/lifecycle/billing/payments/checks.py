"""The payments' promises: nothing is used twice, balances follow from rows, both ends belong together, and the money book agrees."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from clientkeep.foundation.checks import check
from clientkeep.relationship.documents.models import Document

from ..ledger.model import Posting
from ..ledger.rules import CREDIT, RECEIVABLE
from .model import Allocation, Payment, Refund


def _sum_of(rows, by: str):
    sums = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(sum=Sum("amount_minor")).values("sum")
    return Coalesce(Subquery(sums), 0)


@check("payments", "no payment or credit note is used for more than it has")
def nothing_is_used_twice() -> Iterator[str]:
    payments = Payment.objects.annotate(
        used=_sum_of(Allocation.objects, "payment"), back=_sum_of(Refund.objects.filter(failed_at=None), "payment")
    )
    for payment in payments.filter(amount_minor__lt=F("used") + F("back")):
        yield f"The payment {payment} ({payment.pk}) is used for {payment.used} and refunded by {payment.back} minor units."
    for payment in payments.exclude(free_minor=F("amount_minor") - F("used") - F("back")):
        yield f"The payment {payment} ({payment.pk}) says {payment.free_minor} minor units are free, which its rows deny."
    notes = Document.objects.filter(kind="credit_note").annotate(used=_sum_of(Allocation.objects, "credit_note"))
    for note in notes.filter(total_minor__lt=F("used")):
        yield f"{note} ({note.pk}) is used for {note.used} minor units."


@check("balances", "each invoice's balance is its total less deposits taken off and what was put on it")
def balances_follow_from_rows() -> Iterator[str]:
    invoices = Document.objects.filter(kind="invoice", state="issued").annotate(
        put=_sum_of(Allocation.objects, "document")
    )
    wrong = ~Q(balance_minor=F("total_minor") - F("deducted_minor") - F("put")) | Q(balance_minor__lt=0)
    for invoice in invoices.filter(wrong):
        expected = invoice.total_minor - invoice.deducted_minor - invoice.put
        yield f"{invoice} ({invoice.pk}) says {invoice.balance_minor} is owed; its rows say {expected} minor units."


@check("allocations", "what is put on a document comes from the same client, firm and currency")
def both_ends_belong_together() -> Iterator[str]:
    for source in ("payment", "credit_note"):
        rows = Allocation.objects.filter(**{f"{source}__isnull": False})
        same = Q(**{f"{source}__{name}": F(f"document__{name}") for name in ("workspace", "client", "currency")})
        for allocation in rows.exclude(same):
            yield f"The allocation {allocation.pk} joins unlike clients, firms or currencies."


@check("ledger against documents", "what the book says clients owe is what their invoices say")
def owed_agrees() -> Iterator[str]:
    owed = Document.objects.filter(kind="invoice").exclude(state__in=("draft", "void"))
    yield from _differences("owed", _account(RECEIVABLE), _sums(owed, "balance_minor"))


@check("ledger against payments", "what the book says is clients' credit is what payments and credit notes have left")
def credit_agrees() -> Iterator[str]:
    credit = _sums(Payment.objects, "amount_minor")
    credit += _sums(Document.objects.filter(kind="credit_note").exclude(state__in=("draft", "void")), "total_minor")
    used = _sums(Allocation.objects, "amount_minor", "document__workspace_id", "document__currency")
    back = _sums(Refund.objects.filter(failed_at=None), "amount_minor", "payment__workspace_id")
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
