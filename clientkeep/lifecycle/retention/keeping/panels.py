"""What this stage shows on the client's page and on the client's own start page."""

from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.slots import CLIENT_ACTS, CLIENT_PANELS, EVENT_TELLERS, Told
from clientkeep.relationship.portal.slots import WAITING, WaitingCard
from clientkeep.relationship.portal.visitor import Visitor
from clientkeep.workspace.members.acting import Acting

from ..surveys.model import Survey
from .told import told_of


@CLIENT_PANELS.add("feedback", "retention/panels/client.html", order=70)
def feedback(acting: Acting, client: Client) -> dict[str, Any] | None:
    """The last score with its trend, and the open case."""
    may_edit = acting.may("clients.edit") and not client.archived_at
    told = told_of(client)
    if not may_edit and told.is_empty:
        return None
    return {"client": client, "told": told, "may_edit": may_edit, "line": told.line}


@CLIENT_ACTS.add("survey", "retention/panels/client_act.html", order=55)
def ask_now(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Ask how it is going."""
    return {"client": client} if acting.may("clients.edit") and not client.archived_at else None


@WAITING.add("surveys", "", order=60)
def question(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """The question that waits for the contact."""
    if visitor.contact is None or visitor.looking:
        return None
    asked = Survey.objects.filter(client=visitor.client, contact=visitor.contact, state="asked").first()
    if asked is None:
        return None
    url = reverse("answers:survey", args=[asked.pk])
    return {"cards": [WaitingCard(asked.question, "One question. A person reads the answer.", url, "Answer", 1, 60)]}


def tell_surveys(acting: Acting, events: Any) -> dict[Any, Told]:
    """Where a survey's entries lead. A comment is read there, not on the timeline."""
    return {event.about_id: Told(url=reverse("surveys:survey", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("survey", tell_surveys)
