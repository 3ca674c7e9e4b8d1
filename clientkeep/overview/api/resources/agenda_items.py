"""Items of agendas: added, worded anew, put in order, taken off, and what was said to them."""

import uuid
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.kickoffs import rules
from clientkeep.lifecycle.onboarding.kickoffs.writing import write
from clientkeep.lifecycle.onboarding.models import AgendaItem, Kickoff

from ..answers import answer
from ..door import Room
from ..fields import Flag, Given, Text
from .kickoffs import AgendaItemOut, KickoffOut, kickoff_at, tell_item, tell_kickoff, with_actions

room, of_kickoffs = Room(), Room()


class AgendaItemGiven(Given):
    title: Text(rules.LONGEST_TITLE, least=1)
    text: Text(rules.LONGEST_TEXT) = ""
    internal: Flag = Field(False, description="Only for the firm: the client does not see it")


class AgendaItemChange(Given):
    """What is not sent stays. Decisions replace those that were noted."""

    title: Text(rules.LONGEST_TITLE, least=1) | None = None
    text: Text(rules.LONGEST_TEXT) | None = None
    internal: Flag | None = None
    notes: Text(rules.LONGEST_NOTES) | None = None
    decisions: list[Text(rules.LONGEST_DECISION, least=1)] | None = Field(None, max_length=50)


class AgendaItemPlace(Given):
    where: Literal["earlier", "later"]


@of_kickoffs.writes("/{uuid:kickoff_id}/items", "clients.edit", KickoffOut, 201)
def add_agendaitem_at(request: HttpRequest, kickoff_id: uuid.UUID, given: AgendaItemGiven) -> HttpResponse:
    """Put an item behind the others. 409 once the kickoff was held or cancelled."""
    AgendaItem.add(kickoff_at(request, kickoff_id), given.title, given.text, given.internal)
    return answer(tell_kickoff(kickoff_at(request, kickoff_id)), 201)


@room.writes("/{uuid:agenda_item_id}", "clients.edit", AgendaItemOut, method="PATCH")
def change_agendaitem_at(request: HttpRequest, agenda_item_id: uuid.UUID, given: AgendaItemChange) -> HttpResponse:
    """Word an item anew, or note what was said to it. 409 once the kickoff was held or cancelled."""
    found, sent = item_at(request, agenda_item_id), given.values()
    if nothing := sorted(name for name, value in sent.items() if value is None):
        raise Invalid("Send a value, or leave it out.", nothing[0])
    if words := {name: sent[name] for name in ("title", "text", "internal") if name in sent}:
        found.change(**{"title": found.title, "text": found.text, "internal": found.internal} | words)
    said = {"notes": sent["notes"]} if "notes" in sent else {}
    if "decisions" in sent:
        said["decisions"] = "\n".join(" ".join(each.split()) for each in sent["decisions"])
    if said:
        write(found.kickoff, {f"{part}:{found.pk}": text for part, text in said.items()})
    return answer(tell_item(item_at(request, agenda_item_id)))


@room.writes("/{uuid:agenda_item_id}/place", "clients.edit", KickoffOut)
def move_agendaitem_at(request: HttpRequest, agenda_item_id: uuid.UUID, given: AgendaItemPlace) -> HttpResponse:
    """Put an item one place earlier or later. Nothing happens at either end."""
    found = item_at(request, agenda_item_id)
    found.move(up=given.where == "earlier")
    return answer(tell_kickoff(kickoff_at(request, found.kickoff_id)))


@room.writes("/{uuid:agenda_item_id}/removal", "clients.edit", KickoffOut)
def remove_agendaitem_at(request: HttpRequest, agenda_item_id: uuid.UUID) -> HttpResponse:
    """Take an item off. 409 where something was noted to it."""
    found = item_at(request, agenda_item_id)
    kickoff: Kickoff = found.kickoff
    found.remove()
    return answer(tell_kickoff(kickoff_at(request, kickoff.pk)))


def item_at(request: HttpRequest, agenda_item_id: uuid.UUID) -> AgendaItem:
    """The item that an address names, with its actions; Http404."""
    rows = AgendaItem.objects.visible_to(request.acting).select_related("kickoff__client__workspace", "kickoff__workspace", "workspace")
    found = with_actions(rows.filter(pk=agenda_item_id)).first()
    if found is None:
        raise Http404
    return found
