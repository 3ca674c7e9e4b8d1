"""Logging what was said, and correcting it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.gate import staff

from .decisions.model import Decision
from .forms import LOG_KINDS, CorrectionForm, LogForm
from .lineage import came_of, typed_of
from .model import KINDS, LogEntry
from .panels import box_of
from .promises.model import Promise


@require_POST
@staff("clients.edit")
def log(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Log a note, call, meeting, mail or message in one act."""
    clients = Client.objects.visible_to(request.acting).select_related("workspace")
    client = get_object_or_404(clients, pk=client_id)
    form = LogForm(request.acting, client, request.POST)
    if form.is_valid():
        try:
            _write(request, client, form)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, f"{dict(LOG_KINDS)[form.cleaned_data['kind']]} logged.")
            return redirect(_story(client))
    context = {"client": client, "form": form, **box_of(request.acting, client, request.POST.dict())}
    return render(request, "conversations/log.html", context, status=422)


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def correct(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Write an entry anew; what it said before stays in the story."""
    clients = Client.objects.visible_to(request.acting)
    entry = get_object_or_404(LogEntry.objects.select_related("client", "contact").filter(client__in=clients), pk=entry_id)
    form = CorrectionForm(request.acting, entry.client, request.POST if request.method == "POST" else None)
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                entry.correct(form.cleaned_data["text"], request.acting.actor, **_changes(entry, form))
                say(request, "The entry was corrected. What it said before is kept.")
                return redirect(_story(entry.client))
        except Refusal as wrong:
            refusal, status = wrong.message, wrong.status
    context = {
        "entry": entry, "form": form, "typed": request.POST if form.is_bound else typed_of(entry, request.acting),
        "kinds": KINDS, "people": entry.client.people, "refusal": refusal, "came_of_it": came_of(entry),
    }  # fmt: skip
    return render(request, "conversations/correct.html", context, status=status)


def _changes(entry: LogEntry, form: CorrectionForm) -> dict[str, Any]:
    """What a correction changes; a moment that is left as the page showed it keeps its seconds."""
    said = form.cleaned_data
    changes = {name: said[name] for name in ("kind", "contact", "minutes") if name in form.data}
    if not changes.get("kind", entry.kind):
        del changes["kind"]
    at = said["happened_at"]
    if at and at != entry.happened_at.replace(second=0, microsecond=0):
        changes["at"] = at
    return changes


def _write(request: HttpRequest, client: Client, form: LogForm) -> None:
    said, by = form.cleaned_data, request.acting.actor
    identity = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    if said["kind"] == "decision":
        at = said["happened_at"]
        Decision.note(
            client, what=said["text"], by=by, decided_on=at.date() if at else None, decided_by=str(said["contact"] or ""),
            id=identity,
        )  # fmt: skip
    elif said["kind"] == "promise":
        Promise.make(
            client, side=said["side"], what=said["text"], by=by, due_on=said["due_on"], contact=said["contact"], id=identity
        )
    else:
        LogEntry.write(
            client, said["kind"], said["text"], by, contact=said["contact"], at=said["happened_at"], minutes=said["minutes"],
            id=identity,
        )  # fmt: skip


def _story(client: Client) -> str:
    return reverse("clients:detail", args=[client.pk]) + "#story"
