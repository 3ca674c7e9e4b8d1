"""What asks add to the page of one answer, the client's page and the client's own start page."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.relationship.portal.slots import WAITING, WaitingCard
from clientkeep.relationship.portal.visitor import Visitor
from clientkeep.workspace.members.acting import Acting

from ..cases.slots import RECORD_TEXTS
from ..surveys.model import Survey
from ..surveys.slots import ANSWER_PANELS
from .model import Ask


@ANSWER_PANELS.add("asks", "retention/asks/offer.html", order=20)
def offer(acting: Acting, survey: Survey) -> dict[str, Any] | None:
    """After a high answer: what may be asked, and what was."""
    if not survey.is_high:
        return None
    asked = {row.kind: row for row in Ask.objects.filter(contact=survey.contact_id)}
    return {
        "survey": survey, "asked": list(asked.values()), "may": acting.may("clients.edit"),
        "open_kinds": [kind for kind in ("testimonial", "referral") if kind not in asked],
    }  # fmt: skip


@CLIENT_ACTS.add("asks", "retention/asks/client_act.html", order=58)
def ask_for(acting: Acting, client: Any) -> dict[str, Any] | None:
    """Ask for a testimonial or a referral."""
    return {"client": client} if acting.may("clients.edit") and not client.archived_at else None


@WAITING.add("asks", "", order=70)
def asked(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """What waits for the contact's word."""
    if visitor.contact is None or visitor.looking:
        return None
    rows = Ask.objects.filter(client=visitor.client, contact=visitor.contact, state="asked")
    titles = {"testimonial": "A word about our work?", "referral": "Who else could use our help?"}
    cards = [
        WaitingCard(titles[row.kind], "Only if you like.", reverse("answers:ask", args=[row.pk]), "Have a look", 2, 80) for row in rows
    ]
    return {"cards": cards} if cards else None


def tell_asks(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """Where an ask's entries lead."""
    return {event.about_id: Told(url=reverse("asks:list") + f"#ask-{event.about_id}") for event in events}


def words(acting: Acting, ids: Sequence[Any]) -> dict[Any, str]:
    """The words of each testimonial, for the record of a case."""
    return dict(Ask.objects.filter(workspace=acting.workspace, pk__in=ids).exclude(text="").values_list("pk", "text"))


EVENT_TELLERS.add("ask", tell_asks)
RECORD_TEXTS.add("ask", words)
