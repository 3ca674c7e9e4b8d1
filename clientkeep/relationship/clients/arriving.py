"""Many clients that come onto the record at once, as by an import: a few statements for hundreds of them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.inserting import insert_many
from clientkeep.workspace.journal import record, record_many
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
        insert_many(made)
        insert_many(people)
        ExternalId.objects.bulk_create(
            ExternalId(workspace=workspace, client=arrival.made, source=arrival.external[0], value=arrival.external[1])
            for arrival in arrivals
            if arrival.external and arrival.made
        )
        told = [(client.pk, {"client": client.name, "source": source}) for client in made]
        record_many(events.ClientImported, told, workspace_id=workspace.pk, by=by, about=about)
    return made


@dataclass(slots=True)
class Filling:
    """What an import brings to a client on record. `changed_people` by contact id."""

    values: Mapping[str, Any]
    new_people: Sequence[Mapping[str, Any]] = ()
    changed_people: Mapping[uuid.UUID, Mapping[str, Any]] = field(default_factory=dict)
    external: tuple[str, str] | None = None


def fill_in(
    client: Client, filling: Filling, by: Actor, source: str, about: models.Model | None = None
) -> dict[str, Any]:
    """Write what an import brings to one client; returns what is needed to take it back (see take_back)."""
    with transaction.atomic():
        client._lock()
        changed = client._take(dict(filling.values))
        added = [_person(client, values) for values in filling.new_people]
        if added and not client.contacts.current().exists():
            added[0].roles = added[0].roles or ["primary"]
        Contact.objects.bulk_create(added)
        people = {str(key): _change_person(client, key, values) for key, values in filling.changed_people.items()}
        if filling.external:
            tool, value = filling.external
            ExternalId.objects.create(workspace_id=client.workspace_id, client=client, source=tool, value=value)
        if added or people:
            client.reword()
        client._keep(by, *changed)
        words = [name.replace("_", " ") for name in changed] + (["people"] if added or people else [])
        record(
            events.ImportFilledIn, workspace_id=client.workspace_id, by=by, client_id=client.pk, about=about,
            client=client.name, source=source, fields=", ".join(words) or "its id in the other tool",
            before={name: str(old) for name, (old, _) in changed.items()},
            after={name: str(new) for name, (_, new) in changed.items()},
        )  # fmt: skip
    return {
        "fields": {name: [old, new] for name, (old, new) in changed.items()},
        "people_added": [str(person.pk) for person in added],
        "people": people,
        "external": list(filling.external) if filling.external else None,
    }


def _change_person(client: Client, key: uuid.UUID, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    person = Contact.objects.select_for_update().get(pk=key, client=client)
    changed = {name: [getattr(person, name), new] for name, new in values.items() if getattr(person, name) != new}
    for name, (_, new) in changed.items():
        setattr(person, name, new)
    person.save(update_fields=list(changed))
    return changed


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
