"""What this stage shows on the client's page and on the client's own start page."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.relationship.portal.slots import WAITING, WaitingCard
from clientkeep.relationship.portal.visitor import Visitor
from clientkeep.workspace.members.acting import Acting

from ..cases.model import Case
from ..surveys.model import Survey
from ..surveys.rules import KINDS


def _lately(acting: Acting) -> dict[str, Any]:
    answered = Survey.objects.filter(workspace=acting.workspace, score__isnull=False).exclude(state="ended").order_by("-sent_at")
    cases = Case.objects.unresolved().filter(workspace=acting.workspace).order_by("-opened_at")
    asked = Survey.objects.filter(workspace=acting.workspace, state="asked").order_by("-sent_at")
    return {
        "case": newest(cases, "state"), "kind": newest(answered, "kind"), "score": newest(answered, "score"),
        "asked": newest(asked, "sent_at"),
    }  # fmt: skip


@sign("feedback", _lately, order=70)
def feedback(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """The open case, else the last score, else the question that waits; the page behind it tells the rest."""
    url = reverse("keeping:client", args=[client.pk])
    last = f"{KINDS[found['kind']].label} {found['score']} of {KINDS[found['kind']].highest}" if found["kind"] else ""
    if found["case"]:
        return SignLine("Feedback", "a case is open" if found["case"] == "open" else "a case waits", url, "late", last)
    if last:
        return SignLine("Feedback", last, url)
    if found["asked"]:
        return SignLine("Feedback", "asked, not answered yet", url, "waiting")
    return SignLine("Feedback", "not asked yet", url, "empty") if acting.may("clients.edit") else None


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
