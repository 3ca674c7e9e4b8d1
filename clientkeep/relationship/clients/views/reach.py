"""Reaching a client for the person who asks: one way in, the same 404 for what is foreign and what never was."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from clientkeep.foundation.errors import Refusal

from ..model import Client


def reached(request: HttpRequest, client_id: uuid.UUID) -> Client:
    """Return the client where this person may see it; Http404 else."""
    clients = Client.objects.visible_to(request.acting).select_related("workspace", "owner__user")
    return get_object_or_404(clients, pk=client_id)


def to_page(client: Client) -> HttpResponse:
    return redirect("clients:detail", client.pk)


def write_into(form, refusal: Refusal) -> None:
    """Put a verb's refusal to its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
