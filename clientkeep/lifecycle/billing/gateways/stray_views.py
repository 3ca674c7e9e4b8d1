"""Money at the provider that fits nothing: shown, matched by hand, or put aside with a reason."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.gate import staff

from .strays import ignore_stray, match_stray, visible_strays

MOST_INVOICES = 100


@staff("payments.book")
@require_http_methods(["GET", "POST"])
def stray(request: HttpRequest, stray_id: uuid.UUID) -> HttpResponse:
    """Show the money and the invoices that it may be for; a POST decides."""
    acting = request.acting
    found = visible_strays(acting).filter(pk=stray_id).select_related("account", "checkout__document", "payment").first()
    if found is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            _decide(request, found)
            return redirect("billing:payments")
        except Refusal as problem:
            refusal = problem.message
    invoices = Document.objects.visible_to(acting).outstanding().filter(currency=found.currency).select_related("client")
    context = {
        "stray": found,
        "expected": found.checkout.document if found.checkout else None,
        "invoices": _likely_first(list(invoices.order_by("due_date", "pk")[:MOST_INVOICES]), found),
        "refusal": refusal,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "billing/payments/stray.html", context, status=422 if refusal else 200)


def _decide(request: HttpRequest, found) -> None:
    if request.POST.get("act") == "ignore":
        ignore_stray(found, request.POST.get("reason", ""), request.acting.actor)
        say(request, "Put aside. Nothing was booked.")
        return
    try:
        chosen = uuid.UUID(request.POST.get("document", ""))
    except ValueError:
        raise Http404 from None
    invoice = Document.objects.visible_to(request.acting).filter(pk=chosen).select_related("client__workspace").first()
    if invoice is None:
        raise Http404
    match_stray(found, invoice, request.acting.actor)
    say(request, f"Booked, and put on {invoice}.")


def _likely_first(invoices: list[Document], found) -> list[Document]:
    """The invoice that was to be paid, then those that owe exactly this, then the rest by their due date."""
    meant = found.checkout.document_id if found.checkout else None
    return sorted(invoices, key=lambda row: (row.pk != meant, row.balance_minor != found.amount_minor))
