"""Reaching what belongs to a client for the person who asks: the same 404 for what is foreign and what never was."""

import uuid
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from clientkeep.relationship.clients.models import Client


def client_at(request: HttpRequest, client_id: uuid.UUID) -> Client:
    """Return the client where this person may see it; Http404 else."""
    clients = Client.objects.visible_to(request.acting).select_related("workspace")
    return get_object_or_404(clients, pk=client_id)


def thing_at(request: HttpRequest, rows: models.QuerySet, pk: uuid.UUID) -> Any:
    """Return one of the rows where this person may see its client; Http404 else."""
    return get_object_or_404(rows.visible_to(request.acting).select_related("client__workspace", "workspace"), pk=pk)
