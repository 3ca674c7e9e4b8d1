"""People at clients."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.relationship.clients.contact import CHANNELS, ROLES
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.stakeholders import LEVELS
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.members.address import absolute

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import clients, contact_at

room = Room()
Level = Literal[tuple(slug for slug, _ in LEVELS)]
PLAIN = ("name", "email", "phone", "title", "roles", "channel", "hours", "language", "note", "power", "interest")


class NewContact(Given):
    """A person at a client; a name or an e-mail address is needed."""

    name: Text(200) = ""
    email: Text(254) = ""
    phone: Text(60) = ""
    title: Text(120) = ""
    roles: Annotated[list[Literal[tuple(ROLES)]], Field(max_length=len(ROLES))] = []
    channel: Literal[tuple(slug for slug, _ in CHANNELS)] = ""
    hours: Text(100) = ""
    language: Text(10) = ""
    note: Text(2_000) = Field("", description="The client never sees it")
    power: Level = Field("", description="How much the person decides; empty: not known")
    interest: Level = Field("", description="How much the person cares about the work; empty: not known")


class ContactsAsked(Page):
    """Filters of the list of contacts."""

    client_id: uuid.UUID | None = None
    email: str = Field("", max_length=254, description="This very address")


class ContactOut(Told):
    """A person at a client."""

    id: uuid.UUID
    client_id: uuid.UUID
    name: str
    email: str
    phone: str
    title: str
    roles: list[str]
    channel: str
    hours: str
    language: str
    note: str
    power: str
    interest: str
    quadrant: str = Field(description="manage, satisfy, inform or monitor; empty while power or interest is not known")
    removed_at: str | None
    created_at: str


class ContactsOut(Told):
    items: list[ContactOut]
    next: str | None


class LinkOut(Told):
    """A link that opens the portal; it is shown this once."""

    url: str


@room.reads("", "clients.see", ContactsOut)
def list_contacts(request: HttpRequest, asked: Query[ContactsAsked]) -> HttpResponse:
    """List contacts of all clients, in the order in which they came on record."""
    after = read_cursor(asked.cursor, uuid.UUID)
    found = Contact.objects.current().filter(workspace=request.acting.workspace, client__in=clients(request.acting))
    if asked.client_id:
        found = found.filter(client_id=asked.client_id)
    if asked.email:
        found = found.filter(email__iexact=asked.email)
    if after:
        found = found.filter(pk__gt=after[0])
    rows = list(found.order_by("pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda person: [str(person.pk)], tell_contact)


@room.reads("/{uuid:contact_id}", "clients.see", ContactOut)
def get_contact(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """One person."""
    return answer(tell_contact(contact_at(request.acting, contact_id)))


@room.writes("/{uuid:contact_id}", "clients.edit", ContactOut, method="PATCH")
def change_contact(request: HttpRequest, contact_id: uuid.UUID, given: NewContact) -> HttpResponse:
    """Change a person's record. Fields that are not sent stay."""
    contact = contact_at(request.acting, contact_id)
    contact.change(request.acting.actor, **given.values())
    return answer(tell_contact(contact))


@room.writes("/{uuid:contact_id}", "clients.edit", None, 204, method="DELETE")
def remove_contact(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Take a person off the record. History keeps the name."""
    contact_at(request.acting, contact_id).remove(request.acting.actor)
    return answer(None, 204)


@room.writes("/{uuid:contact_id}/restore", "clients.edit", ContactOut)
def restore_contact(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Bring a removed person back."""
    contact = contact_at(request.acting, contact_id, removed=True)
    contact.restore(request.acting.actor)
    return answer(tell_contact(contact))


@room.writes("/{uuid:contact_id}/portal-link", "clients.edit", LinkOut, 201)
def create_contact_link(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Make a link that opens the portal as this person. It is shown once, and is as good as a key."""
    contact = contact_at(request.acting, contact_id)
    return answer({"url": absolute(request.acting.workspace, new_link(contact.client, contact))}, 201)


def tell_contact(person: Contact) -> dict[str, Any]:
    told = {"id": str(person.pk), "client_id": str(person.client_id)} | {name: getattr(person, name) for name in PLAIN}
    told |= {"quadrant": person.quadrant.slug if person.quadrant else ""}
    return told | {"removed_at": moment(person.removed_at), "created_at": moment(person.created_at)}
