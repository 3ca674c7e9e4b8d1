"""Reaching an opportunity for the person who asks: the same 404 for what is foreign and what never was."""

import uuid

from django.http import Http404

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

from .model import Opportunity

JOINED = ("client", "stage", "owner__user", "source", "lost_reason")


def opportunity_at(acting: Acting, opportunity_id: uuid.UUID) -> Opportunity:
    """Return an opportunity; Http404 for one that is not there or not theirs to see."""
    found = Opportunity.objects.visible_to(acting).select_related(*JOINED).filter(pk=opportunity_id).first()
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def client_of(acting: Acting, text: str) -> Client | None:
    """The client that a form or an address names, where this person may see it; None for nothing; Http404 else."""
    if not text:
        return None
    try:
        named = uuid.UUID(text)
    except ValueError:
        raise Http404 from None
    found = Client.objects.visible_to(acting).filter(pk=named).first()
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found
