"""The list of clients, and one record: read, put on, changed."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.listing import Listing, Shown
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.saving import save_record
from clientkeep.relationship.clients.tags import forget_known

from ...answers import answer
from ...door import Room
from ...paging import page_answer, read_cursor
from ..reach import client_at
from .shapes import ChangedClient, ClientOut, ClientsAsked, ClientsOut, ClientWhole, NewClient
from .telling import tell_client, tell_whole

room = Room()


@room.reads("", "clients.see", ClientsOut)
def list_clients(request: HttpRequest, asked: Query[ClientsAsked]) -> HttpResponse:
    """List clients.

    Filters narrow together. Sorted by name, by last contact (newest first) or by when they came on record (newest first).
    """
    after = read_cursor(asked.cursor, uuid.UUID)
    listing = Listing.of(
        {
            **{name: getattr(asked, name) for name in ("q", "stage", "tier", "owner", "tag", "money", "missing", "sort")},
            "archived": "1" if asked.archived else "", "after": str(after[0]) if after else "",
        }
    )  # fmt: skip
    rows = Shown(request.acting, listing).part(asked.limit + 1)
    for client in rows:
        client.workspace = request.acting.workspace
    return page_answer(rows, asked.limit, lambda client: [str(client.pk)], tell_client)


@room.reads("/{uuid:client_id}", "clients.see", ClientWhole)
def get_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """One client, with what is owed and what its record lacks."""
    return answer(tell_whole(request.acting, client_at(request.acting, client_id)))


@room.writes("", "clients.edit", ClientOut, 201)
def create_client(request: HttpRequest, given: NewClient) -> HttpResponse:
    """Put a client on record.

    The token's member owns it. With `contact` a first person is added, who is the primary one.
    """
    acting = request.acting
    values = given.values()
    person = values.pop("contact", None)
    _in_minor(values, values.get("currency") or acting.workspace.currency)
    client = Client.add(acting.workspace, acting.actor, owner=acting.member, source="api", **values)
    if person:
        Contact.add(client, acting.actor, **person.values())
    if client.tags:
        forget_known(acting.workspace.pk)
    return answer(tell_client(client), 201)


@room.writes("/{uuid:client_id}", "clients.edit", ClientOut, method="PATCH")
def change_client(request: HttpRequest, client_id: uuid.UUID, given: ChangedClient) -> HttpResponse:
    """Change a client.

    Fields that are not sent stay. In `custom` each key is set by itself; an empty text removes it. With `version`
    the change is refused (409) where somebody saved since.
    """
    client = client_at(request.acting, client_id)
    values = given.values()
    version = values.pop("version", None)
    _in_minor(values, values.get("currency") or client.billing_currency)
    if "custom" in values:
        values["custom"] = {**client.custom, **values["custom"]}
    if "next_step_on" in values and "next_step" not in values:
        values["next_step"] = client.next_step
    elif "next_step" in values and "next_step_on" not in values:
        values["next_step_on"] = client.next_step_on
    save_record(client, values, request.acting.actor, version)
    return answer(tell_client(client))


def _in_minor(values: dict[str, Any], currency: str) -> None:
    if values.get("hourly_rate") is not None:
        values["hourly_rate"] = Money.of(values["hourly_rate"], currency).minor
