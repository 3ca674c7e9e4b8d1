"""Booking by hand what came in for an invoice, and using a client's credit on it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.money import Money
from clientkeep.foundation.ui.figures import currency_sign, write_money
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff

from .credit import credit_for, use_credit
from .fetching import visible_invoice
from .forms import CreditForm, PaymentForm, amount_text
from .model import Payment


@staff("payments.book")
@require_http_methods(["GET", "POST"])
def book_payment(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Book a payment of an invoice: the balance is filled in, a part is taken as well."""
    acting, invoice = request.acting, visible_invoice(request.acting, document_id)
    mailable = _has_address(invoice)
    kept = {"currency": invoice.currency, "sign": _sign(acting, invoice.currency), "mailable": mailable}
    if request.method == "GET":
        initial = {
            "amount": amount_text(invoice.balance) if invoice.balance_minor else "",
            "date": acting.workspace.today(),
            "receipt": mailable,
        }
        return _page(request, invoice, PaymentForm(initial=initial, **kept))
    form = PaymentForm(request.POST, **kept)
    if form.is_valid():
        values = form.cleaned_data
        try:
            payment = Payment.book(
                invoice.client,
                values["amount"],
                values["method"],
                acting.actor,
                on=values["date"],
                documents=[invoice],
                note=values["note"],
                form_token=values["form_token"],
                receipt_wanted=values["receipt"] and mailable,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, _booked(acting, payment))
            return redirect("documents:detail", document_id=invoice.pk)
    return _page(request, invoice, form, status=422)


@staff("payments.book")
@require_POST
def apply_credit(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Put the client's credit on an invoice, as far as it goes."""
    acting, invoice = request.acting, visible_invoice(request.acting, document_id)
    credit = credit_for(invoice)
    form = CreditForm(request.POST, currency=invoice.currency, sign="")
    amount = form.cleaned_data["amount"] if form.is_valid() else min(credit, invoice.balance)
    use_credit(invoice, amount, acting.actor, seen_balance=_seen(request))
    say(request, f"{_written(acting, amount)} of credit is put on {invoice}.")
    return redirect("documents:detail", document_id=invoice.pk)


def _page(request: HttpRequest, invoice: Document, form: PaymentForm, status: int = 200) -> HttpResponse:
    context = {"invoice": invoice, "form": form, "balance": invoice.balance, "credit": credit_for(invoice)}
    return render(request, "billing/payments/booking.html", context, status=status)


def _booked(acting: Acting, payment: Payment) -> str:
    words = f"{_written(acting, payment.amount)} is booked."
    if payment.free_minor:
        words += f" {_written(acting, payment.free)} of it stays as credit."
    return words + (" The receipt goes out by mail." if payment.receipt_wanted else "")


def _written(acting: Acting, money: Money) -> str:
    return write_money(money.minor, money.currency, acting.workspace.locale, acting.workspace.currency)


def _sign(acting: Acting, currency: str) -> str:
    return currency_sign(currency, acting.workspace.locale, acting.workspace.currency)


def _has_address(invoice: Document) -> bool:
    return bool(invoice.client.email or invoice.client.contacts.for_billing())


def _seen(request: HttpRequest) -> int | None:
    text = request.POST.get("seen", "")
    return int(text) if text.isdigit() and len(text) < 19 else None
