"""Their own booking, by its secret link: what was booked, another time, calling it off. Looking changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from clientkeep.foundation.errors import Conflict, Invalid, Refusal

from ..booking import OVER, Booking
from ..invitations import invitation, where
from ..offering import Offer
from ..times import write_when
from .framing import or_closed, own_booking, page, public_page
from .month import Month, read_start

WHY = "a secret link of a letter, which opens one booking"


@public_page(WHY)
@or_closed
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """What was booked, and what can be done about it."""
    booking = own_booking(request, secret)
    done = next((name for name in ("booked", "moved", "cancelled") if request.GET.get(name) == "yes"), "")
    return _page(request, "own", booking, secret, done=done)


@public_page(WHY, ("GET", "HEAD", "POST"))
@or_closed
def move(request: HttpRequest, secret: str) -> HttpResponse:
    """Another time: the month again, then a button. Only the POST moves it."""
    booking = own_booking(request, secret)
    path = reverse("booking:move", args=[secret])
    if not booking.is_open:
        return _refused(request, booking, secret)
    if request.method == "POST":
        return _moved(request, booking, secret)
    start = read_start(request.GET.get("start", ""))
    shown = Month(Offer(booking.kind, booking), _in_their_zone(request, booking), path, path)
    if start:
        context = {"start": f"{start:%Y-%m-%dT%H:%MZ}", "new_when": write_when(start, shown.zone), "path": path}
        return _page(request, "move", booking, secret, **context)
    return _page(request, "month", booking, secret, **shown.context(), moving=True)


@public_page(WHY, ("GET", "HEAD", "POST"))
@or_closed
def cancel(request: HttpRequest, secret: str) -> HttpResponse:
    """Calling it off: a question with a box for the reason. Only the POST cancels."""
    booking = own_booking(request, secret)
    if request.method == "POST":
        try:
            booking.cancel(booking.booker, request.POST.get("reason", ""))
        except Invalid as refusal:
            return _page(request, "cancel", booking, secret, 422, refusal=refusal, reason=request.POST.get("reason", ""))
        except Conflict as refusal:
            return _refused(request, booking, secret, refusal.message, refusal.status)
        return redirect(reverse("booking:own", args=[secret]) + "?cancelled=yes")
    if not booking.is_open:
        return _refused(request, booking, secret)
    return _page(request, "cancel", booking, secret)


@public_page(WHY)
@or_closed
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The meeting as a file for a calendar."""
    answer = HttpResponse(invitation(own_booking(request, secret)), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


def _moved(request: HttpRequest, booking: Booking, secret: str) -> HttpResponse:
    start = read_start(request.POST.get("start", ""))
    try:
        if start is None:
            raise Invalid("Choose a time.", "start")
        if start != booking.starts_at:
            Offer(booking.kind, booking).check(start)
        booking.move(start, booking.booker)
    except Refusal as refusal:
        return _refused(request, booking, secret, refusal.message, refusal.status)
    return redirect(reverse("booking:own", args=[secret]) + "?moved=yes")


def _in_their_zone(request: HttpRequest, booking: Booking) -> Any:
    asked = request.GET.copy()
    asked.setdefault("zone", booking.zone)
    return asked


def _refused(request: HttpRequest, booking: Booking, secret: str, words: str = "", status: int = 409) -> HttpResponse:
    """Say why it cannot be changed; a look at such a page is answered as a page."""
    said = words or ("This meeting was cancelled. Book another time." if booking.state == "cancelled" else OVER)
    return _page(request, "own", booking, secret, status if request.method == "POST" else 200, refused=said)


def _page(request: HttpRequest, template: str, booking: Booking, secret: str, status: int = 200, **context: Any) -> HttpResponse:
    known = {"booking": booking, "secret": secret, "when": write_when(booking.starts_at, booking.zone), "where": where(booking)}
    return page(request, template, booking.kind, status, **{**known, **context})
