"""What payments show on a document's page: what is owed, the act of booking, what came in, the mark of a paid paper."""

from typing import Any

from django.urls import reverse

from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.slots import (
    DOCUMENT_ACTS,
    DOCUMENT_FACTS,
    DOCUMENT_MENU,
    DOCUMENT_PANELS,
    LIST_PLACES,
    PAPER_MARKS,
)
from clientkeep.relationship.portal.slots import SECTIONS
from clientkeep.relationship.portal.visitor import Visitor
from clientkeep.workspace.members.acting import Acting

from .credit import credit_for
from .model import Payment


@PAPER_MARKS.add("paid", "")
def paid_mark(acting: Any, document: Document) -> dict[str, Any] | None:
    """An issued invoice that owes nothing more, and a receipt, are stamped."""
    paid = document.kind == "invoice" and document.balance_minor == 0 and document.payable.minor > 0
    return {"stamp": "Paid"} if document.state == "issued" and paid else None


@LIST_PLACES.add("payments", "")
def payments_place(acting: Acting, shelf: str) -> dict[str, Any] | None:
    """Payments stand beside invoices."""
    if shelf != "invoices" or not acting.may("payments.see"):
        return None
    return {"label": "Payments", "url": reverse("billing:payments")}


@DOCUMENT_FACTS.add("owed", "billing/panels/owed.html", order=20)
def owed(acting: Acting, document: Document) -> dict[str, Any] | None:
    """What is still owed of an issued invoice; money that is on its way is said."""
    if document.kind != "invoice" or document.state != "issued" or not acting.may("payments.see"):
        return None
    going = document.checkouts.filter(state="processing").first()
    disputed = Payment.objects.disputed().filter(allocations__document=document).exists()
    return {"balance": document.balance, "going": going, "disputed": disputed, "rest": bool(going or disputed)}


@DOCUMENT_ACTS.add("book_payment", "billing/panels/book.html", order=20)
def book(acting: Acting, document: Document) -> dict[str, Any] | None:
    """"Book a payment" on an issued invoice with money owed."""
    if document.kind != "invoice" or document.state != "issued" or document.balance_minor <= 0:
        return None
    return {"invoice": document} if acting.may("payments.book") else None


@DOCUMENT_MENU.add("use_credit", "billing/panels/use_credit.html")
def use_credit_item(acting: Acting, document: Document) -> dict[str, Any] | None:
    """"Use credit" where the client has some in the invoice's currency."""
    if document.kind != "invoice" or document.state != "issued" or document.balance_minor <= 0:
        return None
    if not acting.may("payments.book"):
        return None
    credit = credit_for(document)
    return {"credit": credit, "invoice": document} if credit.minor else None


@DOCUMENT_PANELS.add("payments", "billing/panels/document_payments.html", order=10)
def payments_of_document(acting: Acting, document: Document) -> dict[str, Any] | None:
    """What was put on the invoice, and from where."""
    if document.kind not in ("invoice", "receipt") or document.is_draft or not acting.may("payments.see"):
        return None
    rows = document.allocations.select_related("payment", "credit_note").order_by("created_at")
    receipt_of = Payment.objects.filter(receipt=document).first() if document.kind == "receipt" else None
    return {"rows": list(rows), "receipt_of": receipt_of} if rows or receipt_of else None


@SECTIONS.add("payments", "billing/panels/portal_payments.html", order=20)
def payments_of_visitor(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """What the client paid, with the receipts."""
    if not visitor.sees_all:
        return None
    rows = Payment.objects.filter(workspace=visitor.workspace, client=visitor.client).select_related("receipt")
    found = [_shown(row) for row in rows.order_by("-day", "-pk")[:100]]
    return {"payments": found} if found else None


def _shown(payment: Payment) -> dict[str, Any]:
    """Only what the client may know of a payment."""
    receipt = payment.receipt if payment.receipt and payment.receipt.state == "issued" else None
    return {
        "day": payment.day,
        "amount": payment.amount,
        "method": payment.get_method_display(),
        "receipt_id": receipt.pk if receipt else None,
        "receipt_number": receipt.number if receipt else "",
    }
