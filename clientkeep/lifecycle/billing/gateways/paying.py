"""The client pays: to the provider's page by one act, and back to a page that says what became of it.

Looking changes nothing: the return page shows what is on record, and its one button (pressed by itself where
scripts run) asks the provider.
"""

import datetime as dt
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page, shown_to, visitor_of
from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.limits import count_attempt

from .checking_out import check_checkout, start_checkout
from .model import Checkout
from .protocol import GatewayError

STARTS, CHECKS, MINUTE = 10, 30, dt.timedelta(minutes=1)
NO_ANSWER = "The payment page does not open at the moment. Nothing was charged: try again in a minute."


@portal_page
@require_POST
def pay(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Open the provider's page over what is owed now."""
    visitor: Visitor = request.visitor
    document = _document(visitor, document_id)
    visitor.require(visitor.may_pay)
    count_attempt("pay.start", str(document.pk), STARTS, MINUTE)
    document.mark_viewed(visitor.actor)
    try:
        checkout = start_checkout(
            document,
            visitor.contact,
            reverse("billing:pay_return", args=[uuid.UUID(int=0)]).replace(str(uuid.UUID(int=0)), "{checkout}"),
            reverse("portal:document", args=[document.pk]),
        )
    except GatewayError:
        return _refused(request, document, NO_ANSWER, 503)
    except Refusal as refusal:
        return _refused(request, document, refusal.message, refusal.status)
    return _leave_for(request, checkout)


@open_door("clients come back here from the provider's page; without their own key they are told nothing")
@require_safe
def come_back(request: HttpRequest, checkout_id: uuid.UUID) -> HttpResponse:
    """Show what is on record of a checkout. It asks nobody and changes nothing."""
    request.visitor = visitor_of(request)
    if request.visitor is None:
        return render(request, "billing/pay/unknown.html")
    return shown_to(request, _show, checkout_id)


@portal_page
@require_POST
def check(request: HttpRequest, checkout_id: uuid.UUID) -> HttpResponse:
    """Ask the provider what became of it."""
    checkout = _checkout(request.visitor, checkout_id)
    request.visitor.require(True)
    count_attempt("pay.check", str(checkout.pk), CHECKS, MINUTE)
    try:
        checkout = check_checkout(checkout)
        silent = False
    except (GatewayError, Refusal):
        silent = True
    if request.htmx:
        context = {"visitor": request.visitor, **_facts(checkout, silent=silent, asked=True)}
        return render(request, "billing/pay/_outcome.html", context)
    return redirect("billing:pay_return", checkout.pk)


def _show(request: HttpRequest, checkout_id: uuid.UUID) -> HttpResponse:
    checkout = _checkout(request.visitor, checkout_id)
    return render(request, "billing/pay/return.html", framed(request.visitor, **_facts(checkout)))


def _facts(checkout: Checkout, **more) -> dict:
    return {
        "checkout": checkout,
        "document": checkout.document,
        "payment": checkout.payment,
        "receipt": checkout.payment.receipt if checkout.payment else None,
        "firm": checkout.workspace.name,
        **more,
    }


def _leave_for(request: HttpRequest, checkout: Checkout) -> HttpResponse:
    """Go to the provider's page. Where our own page may not send forms there (a domain of the firm's own), a link does."""
    if _origin(checkout.url) in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]:
        answer = HttpResponseRedirect(checkout.url)
        answer.status_code = 303
        return answer
    return render(request, "billing/pay/leaving.html", framed(request.visitor, checkout=checkout))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _refused(request: HttpRequest, document: Document, words: str, status: int) -> HttpResponse:
    context = framed(request.visitor, document=document, words=words)
    return render(request, "billing/pay/refused.html", context, status=status)


def _document(visitor: Visitor, document_id: uuid.UUID) -> Document:
    found = visitor.documents().filter(pk=document_id, kind="invoice").first()
    if found is None:
        raise Http404
    return found


def _checkout(visitor: Visitor, checkout_id: uuid.UUID) -> Checkout:
    mine = Checkout.objects.filter(workspace=visitor.workspace, client=visitor.client, pk=checkout_id)
    if not visitor.sees_all:
        mine = mine.filter(document=visitor.document_id)
    found = mine.select_related("account__workspace", "workspace", "document", "payment__receipt").first()
    if found is None:
        raise Http404
    return found
