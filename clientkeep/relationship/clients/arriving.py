"""Many clients that come onto the record at once, as by an import: a few statements for hundreds of them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.journal import record_many
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .contact import Contact
from .model import EDITABLE, STAGES, Client, ExternalId
from .words import search_words


@dataclass(slots=True)
class Arrival:
    """One client that comes in. `values` by the names of EDITABLE, already tidied; `external` as (tool, id)."""

    id: uuid.UUID
    values: Mapping[str, Any]
    people: Sequence[Mapping[str, Any]] = ()
    external: tuple[str, str] | None = None
    made: Client | None = field(default=None)


def take_in(
    workspace: Workspace, arrivals: Sequence[Arrival], by: Actor, source: str, stage: str = "lead",
    about: models.Model | None = None,
) -> list[Client]:
    """Put new clients with their people on record and tell the journal, once for each client.

    `source` names the tool that they come from. The first person of a client is primary. Raises Invalid for a
    blank name or an unknown stage, and IntegrityError where an id is taken; then nothing is written.
    """
    if stage not in STAGES:
        raise Invalid(f"Choose a stage: {', '.join(STAGES)}.", "stage")
    people: list[Contact] = []
    for arrival in arrivals:
        arrival.made = client = _made(workspace, arrival, by, stage)
        theirs = [_person(client, values) for values in arrival.people]
        if theirs and not any(person.roles for person in theirs):
            theirs[0].roles = ["primary"]
        client.words = search_words(client, theirs[:20])
        people += theirs
    made = [arrival.made for arrival in arrivals if arrival.made]
    with transaction.atomic():
        Client.objects.bulk_create(made)
        Contact.objects.bulk_create(people)
        ExternalId.objects.bulk_create(
            ExternalId(workspace=workspace, client=arrival.made, source=arrival.external[0], value=arrival.external[1])
            for arrival in arrivals
            if arrival.external and arrival.made
        )
        told = [(client.pk, {"client": client.name, "source": source}) for client in made]
        record_many(events.ClientImported, told, workspace_id=workspace.pk, by=by, about=about)
    return made


def _made(workspace: Workspace, arrival: Arrival, by: Actor, stage: str) -> Client:
    client = Client(id=arrival.id, workspace=workspace, changed_by=by.name[:200], source="import", stage=stage)
    for name in EDITABLE:
        if name in arrival.values:
            setattr(client, name, arrival.values[name])
    if not client.name.strip():
        raise Invalid("Enter the client's name.", "name")
    return client


def _person(client: Client, values: Mapping[str, Any]) -> Contact:
    return Contact(workspace_id=client.workspace_id, client=client, **values)
