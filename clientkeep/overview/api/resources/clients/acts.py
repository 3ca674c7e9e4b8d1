"""Acts on one client, and what is kept for it."""

import uuid

from django.http import HttpRequest, HttpResponse
from ninja import Query

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Contact

from ...answers import answer
from ...paging import Page
from ..contacts import ContactOut, ContactsOut, NewContact, tell_contact
from ..log import EntriesOut, EntryOut, NewEntry, entries_page, write_entry
from ..messages import MessageOut, NewMessage, write_message
from ..reach import client_at, member_named
from ..timeline import EventsOut, TimelineAsked, events_page
from .shapes import ClientOut, StageGiven, StepGiven, TeamGiven, TeamOut
from .telling import tell_client
from .views import room

__all__ = ["room"]


@room.writes("/{uuid:client_id}/archive", "clients.archive", ClientOut)
def archive_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Put a client away. Nothing is deleted."""
    client = client_at(request.acting, client_id)
    client.archive(request.acting.actor)
    return answer(tell_client(client))


@room.writes("/{uuid:client_id}/restore", "clients.archive", ClientOut)
def restore_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Bring an archived client back."""
    client = client_at(request.acting, client_id)
    client.restore(request.acting.actor)
    return answer(tell_client(client))


@room.writes("/{uuid:client_id}/stage", "clients.edit", ClientOut, method="PUT")
def move_client(request: HttpRequest, client_id: uuid.UUID, given: StageGiven) -> HttpResponse:
    """Move a client to a stage of its life."""
    client = client_at(request.acting, client_id)
    client.move_to(given.stage, request.acting.actor)
    return answer(tell_client(client))


@room.writes("/{uuid:client_id}/next-step", "clients.edit", ClientOut, method="PUT")
def plan_next_step(request: HttpRequest, client_id: uuid.UUID, given: StepGiven) -> HttpResponse:
    """Say what comes next with a client, and when."""
    client = client_at(request.acting, client_id)
    client.plan_next_step(given.next_step, given.next_step_on, request.acting.actor)
    return answer(tell_client(client))


@room.reads("/{uuid:client_id}/team", "clients.see", TeamOut)
def get_client_team(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Who owns a client, and which members with narrowed sight see it."""
    return answer(_team(client_at(request.acting, client_id)))


@room.writes("/{uuid:client_id}/team", "clients.assign", TeamOut, method="PUT")
def set_client_team(request: HttpRequest, client_id: uuid.UUID, given: TeamGiven) -> HttpResponse:
    """Choose who owns a client, and which members with narrowed sight see it."""
    acting, client = request.acting, client_at(request.acting, client_id)
    members = []
    for place, member_id in enumerate(given.member_ids):
        member = member_named(acting, member_id, f"member_ids[{place}]")
        if member.sees_all_clients:
            raise Invalid("This member sees all clients anyway.", f"member_ids[{place}]")
        members.append(member)
    if "owner_id" in given.model_fields_set:
        client.give_to(member_named(acting, given.owner_id, "owner_id"), acting.actor)
    if "member_ids" in given.model_fields_set:
        client.let_see(members, acting.actor)
    return answer(_team(client))


@room.reads("/{uuid:client_id}/contacts", "clients.see", ContactsOut)
def list_client_contacts(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The people at a client, 100 at most."""
    client = client_at(request.acting, client_id)
    return answer({"items": [tell_contact(person) for person in client.contacts.current()], "next": None})


@room.writes("/{uuid:client_id}/contacts", "clients.edit", ContactOut, 201)
def create_contact(request: HttpRequest, client_id: uuid.UUID, given: NewContact) -> HttpResponse:
    """Put a person on a client's record. The first one is primary where no role is given."""
    client = client_at(request.acting, client_id)
    return answer(tell_contact(Contact.add(client, request.acting.actor, **given.values())), 201)


@room.reads("/{uuid:client_id}/log", "clients.see", EntriesOut)
def list_client_log(request: HttpRequest, client_id: uuid.UUID, asked: Query[Page]) -> HttpResponse:
    """What was logged with a client, newest first; an entry that was corrected is shown as corrected."""
    return entries_page(client_at(request.acting, client_id), asked)


@room.writes("/{uuid:client_id}/log", "clients.edit", EntryOut, 201)
def create_log_entry(request: HttpRequest, client_id: uuid.UUID, given: NewEntry) -> HttpResponse:
    """Log a note, call, meeting, mail or message. A note is internal; the others count as contact with the client."""
    return write_entry(request.acting, client_at(request.acting, client_id), given)


@room.writes("/{uuid:client_id}/messages", "clients.edit", MessageOut, 201)
def create_message(request: HttpRequest, client_id: uuid.UUID, given: NewMessage) -> HttpResponse:
    """Write to people of a client: each gets a letter of their own, now, at a moment, or in the client's hours."""
    return write_message(request.acting, client_at(request.acting, client_id), given)


@room.reads("/{uuid:client_id}/timeline", "clients.see", EventsOut)
def client_timeline(request: HttpRequest, client_id: uuid.UUID, asked: Query[TimelineAsked]) -> HttpResponse:
    """Everything that happened with a client, newest first."""
    return events_page(request.acting, asked, client_at(request.acting, client_id).pk)


def _team(client) -> dict:
    seeing = client.access.order_by("pk").values_list("member_id", flat=True)
    return {"owner_id": str(client.owner_id) if client.owner_id else None, "member_ids": [str(pk) for pk in seeing]}
