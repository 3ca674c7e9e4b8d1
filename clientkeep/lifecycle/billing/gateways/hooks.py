"""Where the provider reports. The signature over the raw body comes first; then the message is stored; a job does the rest."""

import logging

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.workspace.members.gate import open_door

from .jobs import plan_event
from .model import GatewayAccount, ProviderEvent
from .protocol import Forged, Notice, Unreadable

log = logging.getLogger("clientkeep.gateways")


@csrf_exempt
@require_POST
@open_door("the provider reports here; each message is believed by its signature alone")
def stripe_hook(request: HttpRequest, token: str) -> HttpResponse:
    """Keep a signed message of Stripe. 400 for one that is not signed, so that nothing forged is ever stored."""
    account = GatewayAccount.objects.filter(slug="stripe", webhook_token=token).exclude(sealed="").first()
    if account is None:
        raise Http404
    body = request.body
    try:
        notice = account.connect().verify_webhook(body, request.headers)
    except (Forged, Unreadable, Refusal) as problem:
        log.warning("message refused", extra={"account": str(account.pk), "error": str(problem)})
        return JsonResponse({"error": str(problem)}, status=400)
    _keep(account, notice, body)
    return JsonResponse({"received": True})


def _keep(account: GatewayAccount, notice: Notice, body: bytes) -> None:
    with transaction.atomic():
        event, is_new = ProviderEvent.objects.get_or_create(
            provider=account.slug,
            account=account,
            event_id=notice.event_id,
            defaults={
                "workspace_id": account.workspace_id,
                "type": notice.type[:80],
                "topic": notice.topic.value,
                "reference": notice.reference[:200],
                "checkout_id": notice.checkout_id[:250],
                "provider_payment": notice.provider_payment_id[:110],
                "raw": body.decode(errors="replace"),
                "made_at": notice.made_at,
            },
        )
        if notice.account and notice.account != account.account_id:
            event.settle("ignored", "It is about another account.")
        elif event.state == "stored":
            plan_event(event)
        if is_new:
            GatewayAccount.objects.filter(pk=account.pk).update(heard_at=clock.now())
