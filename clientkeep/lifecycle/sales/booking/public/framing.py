"""The frame of these pages: the firm's look, no script, no cookie, nothing kept by browsers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import TooMany
from clientkeep.relationship.portal.entering import MINUTE, MISSES_A_MINUTE
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.limits import count_attempt

from ...front import firm_page
from ..booking import Booking
from ..key import BookingKey
from ..meeting_type import MeetingType


def public_page(why: str, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable:
    """Let strangers reach a view. A form is proved by a signed token or a secret address, never by a cookie."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @open_door(why)
        @csp_replace({"script-src": [NONE]})
        @require_http_methods(list(methods))
        @wraps(view)
        def shown(request: HttpRequest, **arguments: Any) -> HttpResponse:
            answer = view(request, **arguments)
            answer["Referrer-Policy"], answer["Cache-Control"] = "no-referrer", "private, no-store"
            return answer

        return shown

    return decorate


def meeting_type(token: str) -> MeetingType:
    """The meeting type of a public address; Http404 for one that is not offered (any more)."""
    found = MeetingType.objects.select_related("workspace", "member__user").filter(token=token).first()
    if found is None or not found.is_open:
        raise Http404
    return found


def own_booking(request: HttpRequest, secret: str) -> Booking:
    """The booking of a secret link. Http404 for a wrong one, and TooMany for who tries many."""
    found = BookingKey.opened_by(secret)
    if found is None:
        count_attempt("portal.miss", client_address(request), MISSES_A_MINUTE, MINUTE)
        raise Http404
    return found


def page(request: HttpRequest, template: str, kind: MeetingType, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page in the firm's look and locale; of the firm no more than strangers may know."""
    return firm_page(
        request, f"sales/booking/public/{template}.html", kind.workspace, reverse("booking:logo", args=[kind.token]), status, kind=kind, **context
    )


def closed(request: HttpRequest, limit: TooMany | None = None) -> HttpResponse:
    """The one page for every address that opens nothing, and for who asks too often."""
    context = {"workspace": None, "acting": None, "csrf_token": "", "messages": (), "firm_name": "", "wait": limit.message if limit else ""}
    answer = render(request, "sales/booking/public/closed.html", context, status=429 if limit else 404)
    if limit:
        answer["Retry-After"] = str(limit.retry_after)
    return answer


def or_closed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show the closed page where a view finds nothing to show."""

    @wraps(view)
    def guarded(request: HttpRequest, **arguments: Any) -> HttpResponse:
        try:
            return view(request, **arguments)
        except Http404:
            return closed(request)
        except TooMany as limit:
            return closed(request, limit)

    return guarded
