"""One's own calendars: those that say when one is busy, and the link to one's meetings."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.address import absolute
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.settings_pages import PAGES

from ..feed import BusyFeed
from ..jobs import read_calendar
from ..subscription import CalendarLink
from .forms import FeedForm


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """The calendars that are read, and one more."""
    form = FeedForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            feed = BusyFeed.add(request.acting.member, form.cleaned_data["url"], request.acting.actor)
        except Refusal as refusal:
            form.add_error("url" if refusal.field == "url" else None, refusal.message)
        else:
            read_calendar.enqueue(str(feed.pk))
            say(request, "It is read now, and every quarter of an hour from now on.")
            return redirect("booking:calendars")
    return _page(request, form)


@staff("clients.edit")
@require_POST
def read_again(request: HttpRequest, feed_id: uuid.UUID) -> HttpResponse:
    """Read it now, also where it was paused."""
    feed = _own_feed(request, feed_id)
    feed.ask_again()
    read_calendar.enqueue(str(feed.pk))
    say(request, "It is read again now.")
    return redirect("booking:calendars")


@staff("clients.edit")
@require_POST
def remove(request: HttpRequest, feed_id: uuid.UUID) -> HttpResponse:
    """Read it no more."""
    _own_feed(request, feed_id).remove(request.acting.actor)
    say(request, "It is not read any more, and what it said is forgotten.")
    return redirect("booking:calendars")


@staff("clients.edit")
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Make a link to one's meetings, and show it this once."""
    secret = CalendarLink.renew(request.acting.member, request.acting.actor)
    return _page(request, FeedForm(), link=absolute(request.acting.workspace, reverse("booking:calendar", args=[secret])))


@staff("clients.edit")
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Let nobody read one's meetings by the link any more."""
    CalendarLink.end(request.acting.member, request.acting.actor)
    say(request, "The link opens nothing any more.")
    return redirect("booking:calendars")


def _own_feed(request: HttpRequest, feed_id: uuid.UUID) -> BusyFeed:
    found = BusyFeed.objects.filter(workspace=request.acting.workspace, member=request.acting.member, pk=feed_id).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, form: FeedForm, **more: Any) -> HttpResponse:
    member = request.acting.member
    context = {
        "page": PAGES["calendar"], "form": form, "feeds": list(BusyFeed.objects.filter(member=member)),
        "kept": CalendarLink.objects.filter(member=member).first(), **more,
    }  # fmt: skip
    answer = render(request, "sales/booking/calendars.html", context, status=422 if form.is_bound else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer
