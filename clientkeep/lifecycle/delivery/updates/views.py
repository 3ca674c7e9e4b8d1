"""Updates to send: the list, reading and changing one, sending it and going on to the next; the updates of one client."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.reach import client_at, thing_at
from clientkeep.relationship.conversations.recaps.rules import digest_of
from clientkeep.relationship.conversations.vague import find, marked
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .choice import ClientUpdateChoice, UpdateChoice, next_words, weekly_of
from .drafting import draft
from .forms import ClientChoiceForm, UpdateForm
from .going_through import Place, place_of
from .model import StatusUpdate
from .recipients import hindrance
from .sending import send

SHOWN = 200
SHELVES = [("", "To send"), ("idle", "Nothing new"), ("sent", "Sent")]


@require_safe
@staff("clients.see")
def to_send(request: HttpRequest) -> HttpResponse:
    """The updates that are ready, those that nothing new stands in, and those that were sent."""
    acting, shelf = request.acting, request.GET.get("show", "")
    shelf = shelf if shelf in dict(SHELVES) else ""
    mine = StatusUpdate.objects.visible_to(acting)
    found = {"": mine.ready().in_order(), "idle": mine.idle().in_order(), "sent": mine.sent().order_by("-sent_at", "-pk")}[shelf]
    rows = list(found.select_related("client").prefetch_related("to")[: SHOWN + 1])
    context = {
        "rows": rows[:SHOWN], "is_cut": len(rows) > SHOWN, "shown": SHOWN, "shelf": shelf, "may_edit": acting.may("clients.edit"),
        "shelves": [{"label": label, "url": f"?show={key}" if key else "?", "current": key == shelf} for key, label in SHELVES],
        "chosen": UpdateChoice.of(acting.workspace), "may_set": acting.may("settings.edit"),
    }  # fmt: skip
    return render(request, "delivery/updates/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.see")
def update(request: HttpRequest, update_id: uuid.UUID) -> HttpResponse:
    """A draft to read, change and send; or what was sent, or put away."""
    found = thing_at(request, StatusUpdate.objects, update_id)
    if request.method != "POST":
        form = UpdateForm(found.client, initial={"subject": found.subject, "text": found.text, "to": found.to.all()})
        return _page(request, found, form)
    request.acting.require("clients.edit")
    form, place = UpdateForm(found.client, request.POST), place_of(request.acting, found)
    version = _version(request)
    if form.is_valid() and tried(form, found.write, request.acting.actor, version=version, **form.said())[0]:
        return _go_on(request, form, found, place)
    return _page(request, found, form, status=422)


@require_POST
@staff("clients.edit")
def drop(request: HttpRequest, update_id: uuid.UUID) -> HttpResponse:
    """Put a draft away, and go on to the next."""
    found = thing_at(request, StatusUpdate.objects, update_id)
    place = place_of(request.acting, found)
    found.drop(request.acting.actor)
    say(request, f"The update for {found.client.name} was put away.")
    return _next(place)


@require_POST
@staff("clients.edit")
def draft_anew(request: HttpRequest, update_id: uuid.UUID) -> HttpResponse:
    """Put the words of the record in place of one's own."""
    found = thing_at(request, StatusUpdate.objects, update_id)
    found.draft_anew()
    say(request, "Drafted anew from the record.")
    return redirect("delivery:update", found.pk)


@require_safe
@staff("clients.see")
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The updates of one client, and when the next one is drafted."""
    return client_page(request, client_at(request, client_id))


@require_POST
@staff("clients.edit")
def draft_now(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Draft an update because somebody asks for it."""
    client = client_at(request, client_id)
    return redirect("delivery:update", draft(client, request.acting.actor).pk)


def client_page(request: HttpRequest, client: Client, status: int = 200, form: ClientChoiceForm | None = None) -> HttpResponse:
    own = ClientUpdateChoice.of(client)
    rows = list(client.status_updates.prefetch_related("to").order_by("-day", "-pk")[:SHOWN])
    context = {
        "client": client, "rows": [row for row in rows if row.state == "sent"], "drafts": [row for row in rows if row.state == "draft"],
        "form": form or ClientChoiceForm.over(own), "when": next_words(weekly_of(client, UpdateChoice.of(client.workspace), own)),
        "may_edit": request.acting.may("clients.edit"),
    }  # fmt: skip
    return render(request, "delivery/updates/client.html", context, status=status)


def _go_on(request: HttpRequest, form: UpdateForm, found: StatusUpdate, place: Place) -> HttpResponse:
    """Send what was saved, unless it holds vague words that nobody has seen yet."""
    if request.POST.get("act") != "send":
        say(request, "The draft is kept.")
        return redirect("delivery:update", found.pk)
    if find(found.text) and form.cleaned_data["checked"] != digest_of(found.text):
        return _page(request, found, form, status=422, stopped=True)
    if not tried(form, send, found, request.acting.actor, found.version)[0]:
        return _page(request, found, form, status=422)
    left = place.total - 1 if place.at else place.total
    say(request, f"The update for {found.client.name} is on its way." + (f" {left} more to read." if left else ""))
    return _next(place)


def _next(place: Place) -> HttpResponse:
    return redirect("delivery:update", place.after) if place.after else redirect("delivery:to_send")


def _page(request: HttpRequest, found: StatusUpdate, form: UpdateForm, status: int = 200, **more: Any) -> HttpResponse:
    if found.state != "draft":
        context = {"update": found, "people": found.to.all()}
        return render(request, "delivery/updates/sent.html", context, status=409 if status != 200 else 200)
    text = (form["text"].value() or "").replace("\r\n", "\n")
    findings = find(text)
    people = list(found.client.contacts.current())
    context = {
        "update": found, "client": found.client, "form": form, "findings": findings, "pieces": marked(text, findings),
        "checked": digest_of(text), "place": place_of(request.acting, found), "is_other": text.strip() != found.text,
        "step": found.client.next_step if found.client.next_step and found.client.next_step in text else "",
        "left_out": [reason for person in people if (reason := hindrance(person))], "may_edit": request.acting.may("clients.edit"),
        **more,
    }  # fmt: skip
    return render(request, "delivery/updates/update.html", context, status=status)


def _version(request: HttpRequest) -> int:
    """The version that the form was made from; one that never was, where it says none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
