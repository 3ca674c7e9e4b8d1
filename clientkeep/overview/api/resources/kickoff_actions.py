"""Actions of kickoffs: who does what by when, put down, changed and taken away while one talks."""

import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.kickoffs import rules
from clientkeep.lifecycle.onboarding.kickoffs.writing import add_action, write
from clientkeep.lifecycle.onboarding.models import Kickoff, KickoffAction

from ..answers import answer
from ..door import Room
from ..fields import Day, Given, Text
from .agenda_items import item_at
from .kickoffs import AgendaItemOut, KickoffActionOut, tell_action, tell_item
from .reach import contact_named, member_named

room, of_items = Room(), Room()


class KickoffActionGiven(Given):
    """Ours or theirs, and who of them if somebody is named."""

    side: Literal["ours", "theirs"]
    what: Text(rules.LONGEST_ACTION, least=1)
    member_id: uuid.UUID | None = None
    contact_id: uuid.UUID | None = None
    due_on: Day | None = None


class KickoffActionChange(Given):
    """What is not sent stays. With another side, nobody is named any more unless it is sent too."""

    side: Literal["ours", "theirs"] | None = None
    what: Text(rules.LONGEST_ACTION, least=1) | None = None
    member_id: uuid.UUID | None = None
    contact_id: uuid.UUID | None = None
    due_on: Day | None = None


@of_items.writes("/{uuid:agenda_item_id}/actions", "clients.edit", AgendaItemOut, 201)
def add_kickoff_action(request: HttpRequest, agenda_item_id: uuid.UUID, given: KickoffActionGiven) -> HttpResponse:
    """Put down who does what by when; it becomes a promise of the same id once the kickoff was held."""
    found = item_at(request, agenda_item_id)
    who = _who(request, found.kickoff, given.side, given.member_id, given.contact_id)
    add_action(found.kickoff, found, given.what, who, given.due_on.isoformat() if given.due_on else "")
    return answer(tell_item(item_at(request, agenda_item_id)), 201)


@room.reads("/{uuid:kickoff_action_id}", "clients.see", KickoffActionOut)
def get_kickoff_action(request: HttpRequest, kickoff_action_id: uuid.UUID) -> HttpResponse:
    """One action."""
    return answer(tell_action(_action(request, kickoff_action_id)))


@room.writes("/{uuid:kickoff_action_id}", "clients.edit", KickoffActionOut, method="PATCH")
def change_kickoff_action(request: HttpRequest, kickoff_action_id: uuid.UUID, given: KickoffActionChange) -> HttpResponse:
    """Say anew what is done, by whom, by when. 409 once the kickoff was held or cancelled: then it is a promise."""
    found, sent = _action(request, kickoff_action_id), given.values()
    if nothing := sorted(name for name in ("side", "what") if name in sent and sent[name] is None):
        raise Invalid("Send a value, or leave it out.", nothing[0])
    said = {}
    if "what" in sent:
        said["what"] = sent["what"]
    if sent.keys() & {"side", "member_id", "contact_id"}:
        side = sent.get("side", found.side)
        kept = {"member_id": found.member_id, "contact_id": found.contact_id} if side == found.side else {}
        people = {name: sent.get(name, kept.get(name)) for name in ("member_id", "contact_id")}
        said["who"] = _who(request, found.kickoff, side, **people)
    if "due_on" in sent:
        said["due"] = sent["due_on"].isoformat() if sent["due_on"] else ""
    write(found.kickoff, {f"{part}:{found.pk}": text for part, text in said.items()})
    return answer(tell_action(_action(request, kickoff_action_id)))


@room.writes("/{uuid:kickoff_action_id}/removal", "clients.edit", AgendaItemOut)
def remove_kickoff_action(request: HttpRequest, kickoff_action_id: uuid.UUID) -> HttpResponse:
    """Take an action away; the answer is its item. 409 once the kickoff was held or cancelled."""
    found = _action(request, kickoff_action_id)
    write(found.kickoff, {f"what:{found.pk}": ""})
    return answer(tell_item(item_at(request, found.item_id)))


def _action(request: HttpRequest, kickoff_action_id: uuid.UUID) -> KickoffAction:
    rows = KickoffAction.objects.visible_to(request.acting).select_related("kickoff__client__workspace", "kickoff__workspace", "workspace")
    found = rows.filter(pk=kickoff_action_id).first()
    if found is None:
        raise Http404
    return found


def _who(request: HttpRequest, kickoff: Kickoff, side: str, member_id: Any, contact_id: Any) -> str:
    """Who does it, as the notes write it. Raises Invalid where the side and the person do not fit."""
    member = member_named(request.acting, member_id, "member_id")
    contact = contact_named(kickoff.client, contact_id)
    if (side == "ours" and contact) or (side == "theirs" and member):
        raise Invalid("Name a member for what is ours, a contact for what is theirs.", "side")
    person = member or contact
    return f"{side}:{person.pk}" if person else side
