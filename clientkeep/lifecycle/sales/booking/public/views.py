"""Booking: the month of a meeting type, the form for one time."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from clientkeep.foundation.errors import Refusal, TooMany
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.limits import count_attempt

from ...front import firm_logo
from ..booking import Booking
from ..key import BookingKey
from ..meeting_type import MeetingType
from ..offering import Offer
from ..times import day_in, write_when
from ..zones import is_zone
from . import form as forms
from .framing import meeting_type, or_closed, page, public_page
from .month import Month, read_start

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# Tries of one address, bookings of one e-mail address, bookings with one firm.
TRIES_AN_HOUR, BOOKINGS_A_DAY, OF_A_FIRM_AN_HOUR = 30, 6, 120


@public_page("a page on which strangers choose a time")
@or_closed
def month(request: HttpRequest, token: str) -> HttpResponse:
    """The month with its free times. Looking reserves nothing."""
    kind = meeting_type(token)
    shown = Month(Offer(kind), request.GET, reverse("booking:month", args=[token]), reverse("booking:at", args=[token]))
    return page(request, "month", kind, **shown.context())


@public_page("a form by which strangers book a time", ("GET", "HEAD", "POST"))
@or_closed
def at(request: HttpRequest, token: str) -> HttpResponse:
    """The form for one time; only its POST books."""
    kind = meeting_type(token)
    if request.method == "POST":
        return _book(request, kind)
    start, zone = read_start(request.GET.get("start", "")), request.GET.get("zone", "")
    zone = zone if is_zone(zone) else kind.workspace.time_zone
    if start is None:
        return redirect("booking:month", token)
    form = forms.BookForm(kind, initial={"start": f"{start:%Y-%m-%dT%H:%MZ}", "zone": zone})
    try:
        Offer(kind).check(start)
    except Refusal as refusal:
        return _form(request, kind, form, start, zone, refusal)
    return _form(request, kind, form, start, zone)


@public_page("the firm's logo, as its public pages show it")
@or_closed
def logo(request: HttpRequest, token: str) -> HttpResponseBase:
    """The firm's logo."""
    return firm_logo(request, meeting_type(token).workspace)


def _book(request: HttpRequest, kind: MeetingType) -> HttpResponse:
    form = forms.BookForm(kind, request.POST)
    start, zone = read_start(request.POST.get("start", "")), request.POST.get("zone", "")
    zone = zone if is_zone(zone) else kind.workspace.time_zone
    if start is None:
        return redirect("booking:month", kind.token)
    if not form.is_valid():
        return _form(request, kind, form, start, zone)
    try:
        booking = _booked(request, kind, form, start)
    except TooMany as limit:
        return _form(request, kind, form, start, zone, limit)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields and refusal.field not in ("start", "zone") else None, refusal.message)
        return _form(request, kind, form, start, zone, refusal)
    return redirect(reverse("booking:own", args=[BookingKey.make(booking)]) + "?booked=yes")


def _booked(request: HttpRequest, kind: MeetingType, form: forms.BookForm, start: dt.datetime) -> Booking:
    count_attempt("booking.try", client_address(request), TRIES_AN_HOUR, HOUR)
    identity = forms.identity_in(kind, request.POST.get("form_token", ""))
    booker = form.booker()
    if known := Booking.objects.filter(pk=identity, kind=kind).first():
        return known
    if form.is_trapped:
        raise TooMany("This could not be booked. Write to us instead.", retry_after=3600)
    count_attempt("booking.email", f"{kind.workspace_id}:{booker.email.lower()}", BOOKINGS_A_DAY, DAY)
    count_attempt("booking.firm", str(kind.workspace_id), OF_A_FIRM_AN_HOUR, HOUR)
    Offer(kind).check(start)
    return Booking.make(kind, start, booker, identity)


def _form(
    request: HttpRequest, kind: MeetingType, form: forms.BookForm, start: dt.datetime, zone: str, refusal: Refusal | None = None
) -> HttpResponse:  # fmt: skip
    path = reverse("booking:month", args=[kind.token])
    context: dict[str, Any] = {
        "form": form, "form_token": forms.mint(kind), "when": write_when(start, zone), "refusal": refusal,
        "back_url": f"{path}?{urlencode({'day': day_in(start, zone).isoformat(), 'zone': zone})}", "trap": form[forms.TRAP], "path": reverse("booking:at", args=[kind.token]),
    }  # fmt: skip
    status = refusal.status if refusal else 422 if form.is_bound else 200
    if refusal and (refusal.field == "start" or request.method != "POST"):
        context["others"] = _others(kind, start, zone)
        status = 200 if request.method != "POST" else status
    answer = page(request, "at", kind, status, **context)
    if isinstance(refusal, TooMany):
        answer["Retry-After"] = str(refusal.retry_after)
    return answer


def _others(kind: MeetingType, start: dt.datetime, zone: str) -> list[tuple[str, str]]:
    """Other free times near one that is not, as a select offers them: what was typed stays on the page."""
    offer = Offer(kind)
    near = offer.starts(start - dt.timedelta(days=3), start + dt.timedelta(days=10)) or offer.starts(offer.first, offer.last)[:40]
    near.sort(key=lambda each: abs(each - start))
    return [(f"{each:%Y-%m-%dT%H:%MZ}", write_when(each, zone)) for each in sorted(near[:24])]
