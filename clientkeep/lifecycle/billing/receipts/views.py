"""Sending the receipt of a payment by a person's choice."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from ..payments.fetching import visible_payment
from .from_payment import send_receipt


@staff("documents.issue")
@require_POST
def send(request: HttpRequest, payment_id: uuid.UUID) -> HttpResponse:
    """Write the receipt if there is none, and put it into the outbox; `again` tells a second sending from a double click."""
    payment = visible_payment(request.acting, payment_id)
    again = request.POST.get("again", "")[:20]
    letters = send_receipt(payment, request.acting.actor, again)
    say(request, f"The receipt is in the outbox for {', '.join(letter.to_email for letter in letters)}.")
    return redirect("billing:payment", payment_id=payment.pk)
