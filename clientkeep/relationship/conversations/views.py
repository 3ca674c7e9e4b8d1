"""Logging what was said, and correcting it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.gate import staff

from .forms import LogForm
from .model import KINDS, LogEntry
from .panels import box_of


@require_POST
@staff("clients.edit")
def log(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Log a note, call, meeting, mail or message in one act."""
    clients = Client.objects.visible_to(request.acting).select_related("workspace")
    client = get_object_or_404(clients, pk=client_id)
    form = LogForm(request.acting, client, request.POST)
    if form.is_valid():
        try:
            entry = _write(request, client, form)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, f"{dict(KINDS)[entry.kind]} logged.")
            return redirect(_story(client))
    context = {"client": client, "form": form, **box_of(request.acting, client, request.POST.dict())}
    return render(request, "conversations/log.html", context, status=422)


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def correct(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Write an entry anew; what it said before stays in the story."""
    clients = Client.objects.visible_to(request.acting)
    entry = get_object_or_404(LogEntry.objects.select_related("client", "contact").filter(client__in=clients), pk=entry_id)
    text, error, status = entry.text, "", 200
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            entry.correct(text, request.acting.actor)
        except Refusal as refusal:
            error, status = refusal.message, refusal.status
        else:
            say(request, "The entry was corrected. What it said before is kept.")
            return redirect(_story(entry.client))
    return render(request, "conversations/correct.html", {"entry": entry, "text": text, "error": error}, status=status)


def _write(request: HttpRequest, client: Client, form: LogForm) -> LogEntry:
    said = form.cleaned_data
    return LogEntry.write(
        client, said["kind"], said["text"], request.acting.actor, contact=said["contact"], at=said["happened_at"],
        minutes=said["minutes"], id=once.identity_in(request.acting, request.POST.get(once.FIELD, "")),
    )  # fmt: skip


def _story(client: Client) -> str:
    return reverse("clients:detail", args=[client.pk]) + "#story"
