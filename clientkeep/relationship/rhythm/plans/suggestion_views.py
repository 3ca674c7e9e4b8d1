"""What a person does with a suggested line: take it over, dismiss it, have it suggested again."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.reach import client_at
from clientkeep.workspace.members.gate import staff

from .dismissal import PlanDismissal
from .suggesting import take_over


@require_POST
@staff("clients.edit")
def take(request: HttpRequest, client_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """Put the suggested line into the plan."""
    client, person = _reached(request, client_id, contact_id)
    line = take_over(client, person, request.acting.actor)
    say(request, f"Planned: {line}.", undo=reverse("rhythm:line_remove", args=[line.pk]))
    return redirect("rhythm:plan", client.pk)


@require_POST
@staff("clients.edit")
def dismiss(request: HttpRequest, client_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """Suggest no line for this person, as long as they stand where they stand."""
    client, person = _reached(request, client_id, contact_id)
    PlanDismissal.put(person, request.acting.actor)
    say(request, f"No line for {person}.", undo=reverse("rhythm:suggestion_return", args=[client.pk, person.pk]))
    return redirect("rhythm:plan", client.pk)


@require_POST
@staff("clients.edit")
def bring_back(request: HttpRequest, client_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """Suggest it again."""
    client, person = _reached(request, client_id, contact_id)
    PlanDismissal.lift(person, request.acting.actor)
    say(request, f"A line for {person} is suggested again.")
    return redirect("rhythm:plan", client.pk)


def _reached(request: HttpRequest, client_id: uuid.UUID, contact_id: uuid.UUID) -> tuple[Client, Contact]:
    client = client_at(request, client_id)
    person = get_object_or_404(client.contacts.current(), pk=contact_id)
    person.client = client
    return client, person
