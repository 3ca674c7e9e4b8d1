"""The frame of the signer's pages: the firm's look, no cookie, nothing kept by browsers, proved by the secret address alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import TooMany
from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.foundation.ui.reading import Reading, reading_as
from clientkeep.relationship.portal.entering import MINUTE, MISSES_A_MINUTE
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.limits import count_attempt

from ..key import SigningKey
from ..signer import Signer

WHY = "a secret link of a letter, which opens one person's page of one signing"


def signers_page(*methods: str) -> Callable:
    """Let whoever holds a signer's link reach a view, which finds the signer; all others see the closed page."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @csrf_exempt
        @open_door(WHY)
        @require_http_methods(list(methods))
        @wraps(view)
        def shown(request: HttpRequest, secret: str) -> HttpResponseBase:
            try:
                signer = _signer(request, secret)
                with reading_as(_reading(signer)):
                    answer = view(request, secret, signer)
            except Http404:
                answer = _closed(request)
            except TooMany as limit:
                answer = _closed(request, limit)
            answer["Referrer-Policy"], answer["Cache-Control"] = "no-referrer", "private, no-store"
            return answer

        return shown

    return decorate


def page(request: HttpRequest, template: str, signer: Signer, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page in the firm's look; of the firm no more than its clients may know."""
    firm = signer.signing.workspace
    framed = {
        "workspace": None, "acting": None, "csrf_token": "", "messages": (), "rail": (), "firm_name": firm.name,
        "firm_email": firm.email, "brand_css_url": reverse("office:brand_css", args=[brand_hash(firm.accent)]),
        "demo": {"text": "This is a page of the demo firm."} if firm.is_demo else None, "signer": signer,
        "signing": signer.signing, **context,
    }  # fmt: skip
    return render(request, f"agreements/signing/public/{template}.html", framed, status=status)


def _signer(request: HttpRequest, secret: str) -> Signer:
    found = SigningKey.opened_by(secret)
    if found is None:
        count_attempt("portal.miss", client_address(request), MISSES_A_MINUTE, MINUTE)
        raise Http404
    return found


def _reading(signer: Signer) -> Reading:
    firm = signer.signing.workspace
    return Reading(firm.locale.replace("-", "_"), firm.currency, firm.time_zone)


def _closed(request: HttpRequest, limit: TooMany | None = None) -> HttpResponse:
    """The one page for every address that opens nothing, and for who asks too often."""
    context = {"workspace": None, "acting": None, "csrf_token": "", "messages": (), "firm_name": "", "wait": limit.message if limit else ""}
    answer = render(request, "agreements/signing/public/closed.html", context, status=429 if limit else 404)
    if limit:
        answer["Retry-After"] = str(limit.retry_after)
    return answer
