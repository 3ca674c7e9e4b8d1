"""One payment: where it stands, and a person's choices: match, take off, give back, receipt."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.foundation.ui.figures import currency_sign
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.gate import staff

from .fetching import open_invoices, visible_payment
from .forms import AmountField, RefundForm, amount_text
from .model import DISPUTE_WORDS, METHODS, Payment
from .slots import PAYMENT_PANELS, PAYMENT_REFUNDS


@staff("payments.see")
@require_safe
def payment(request: HttpRequest, payment_id: uuid.UUID) -> HttpResponse:
    """Show a payment."""
    return _page(request, visible_payment(request.acting, payment_id))


@staff("payments.book")
@require_POST
def match(request: HttpRequest, payment_id: uuid.UUID) -> HttpResponse:
    """Put money of a payment on an invoice; without an amount as much as fits."""
    found = visible_payment(request.acting, payment_id)
    invoice = _chosen(request, found)
    try:
        amount = min(found.free, invoice.balance)
        if request.POST.get("amount", "").strip():
            amount = AmountField(currency=found.currency).clean(request.POST["amount"])
        found.put_on(invoice, amount, request.acting.actor)
    except (Refusal, ValueError) as problem:
        return _page(request, found, refusal=getattr(problem, "message", str(problem)), status=422)
    say(request, f"Matched with {invoice}.")
    return _back(request, found)


@staff("payments.refund")
@require_POST
def take_off(request: HttpRequest, payment_id: uuid.UUID) -> HttpResponse:
    """Free what stands on an invoice."""
    found = visible_payment(request.acting, payment_id)
    invoice = Document.objects.visible_to(request.acting).filter(
        allocations__payment=found, pk=_uuid(request.POST.get("document"))
    )
    if (held := invoice.first()) is None:
        raise Http404
    try:
        found.take_off(held, request.acting.actor)
    except Refusal as refusal:
        return _page(request, found, refusal=refusal.message, status=refusal.status)
    say(request, f"Taken off {held}. The money is free to be matched.")
    return _back(request, found)


@staff("payments.refund")
@require_http_methods(["GET", "POST"])
def refund(request: HttpRequest, payment_id: uuid.UUID) -> HttpResponse:
    """Give money back: through the provider where it came that way, else it is only written down."""
    acting, found = request.acting, visible_payment(request.acting, payment_id)
    left = found.amount_minor - found.returned_minor
    firm = acting.workspace
    kept = {"currency": found.currency, "sign": currency_sign(found.currency, firm.locale, firm.currency)}
    way = next((filling["context"] for filling in PAYMENT_REFUNDS.filled(acting, found)), None)
    context = {"payment": found, "way": way, "method": METHODS[found.method], "left": left}
    if request.method == "GET":
        initial = {"amount": amount_text(type(found.amount)(left, found.currency)) if left else ""}
        return render(request, "billing/payments/refund.html", {**context, "form": RefundForm(initial=initial, **kept)})
    form = RefundForm(request.POST, **kept)
    if form.is_valid():
        try:
            words = _give_back(request, found, form, way)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, words)
            return redirect("billing:payment", payment_id=found.pk)
    return render(request, "billing/payments/refund.html", {**context, "form": form}, status=422)


def _give_back(request: HttpRequest, found: Payment, form: RefundForm, way: dict | None) -> str:
    values = form.cleaned_data
    if way:
        return way["give_back"](found, values["amount"], values["form_token"])
    found.refund(
        values["amount"], request.acting.actor, because=values["because"], form_token=values["form_token"]
    )
    return "The refund is booked. Nothing was sent: give the money back as it came."


def _page(request: HttpRequest, found: Payment, refusal: str = "", status: int = 200) -> HttpResponse:
    acting = request.acting
    may_match = acting.may("payments.book") and found.free_minor > 0
    context = {
        "payment": found,
        "method": METHODS[found.method],
        "allocations": list(found.allocations.select_related("document").order_by("created_at")),
        "refunds": list(found.refunds.order_by("created_at")),
        "free": found.free,
        "open_invoices": open_invoices(acting, found) if may_match else [],
        "may_match": may_match,
        "may_take_off": acting.may("payments.refund"),
        "may_refund": acting.may("payments.refund") and found.returned_minor < found.amount_minor,
        "may_send": acting.may("documents.issue"),
        "dispute_words": DISPUTE_WORDS.get(found.dispute, found.dispute.replace("_", " ")),
        "panels": PAYMENT_PANELS.filled(acting, found),
        "refusal": refusal,
    }
    return render(request, "billing/payments/payment.html", context, status=status)


def _chosen(request: HttpRequest, found: Payment) -> Document:
    chosen = _uuid(request.POST.get("document"))
    rows = Document.objects.visible_to(request.acting).filter(pk=chosen, kind="invoice", client=found.client_id)
    invoice = rows.first()
    if invoice is None:
        raise Http404
    if invoice.state != "issued":
        raise Conflict(f"{invoice} takes no money.", "document")
    return invoice


def _back(request: HttpRequest, found: Payment) -> HttpResponse:
    if request.POST.get("then") == "list":
        return redirect("billing:payments")
    return redirect("billing:payment", payment_id=found.pk)


def _uuid(text: str | None) -> uuid.UUID:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        raise Http404 from None
