"""From a record of a file to the values of a client, with the firm's own fields by their keys."""

import uuid
from collections.abc import Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.arriving import Arrival, Filling
from clientkeep.relationship.clients.contact import MOST as MOST_PEOPLE
from clientkeep.relationship.clients.models import Client, Contact, CustomField
from clientkeep.relationship.clients.words import fold
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..reading.differing import Change, contact_changes, held_contact
from ..reading.matching import Known
from ..reading.record import ImportedClient, ImportedContact
from .fitting import ATTRIBUTES
from .people import note_with_role, roles_of, values_of


class OwnFields:
    """The firm's own fields by label; one that a file brings is added when its first value is written."""

    def __init__(self, workspace: Workspace, by: Actor) -> None:
        self._workspace, self._by = workspace, by
        rows = CustomField.objects.filter(workspace=workspace).values_list("label", "key")
        self._keys = {fold(label): key for label, key in rows}

    def by_key(self, custom: dict[str, str]) -> dict[str, str]:
        """Values by the key under which Client.custom has them."""
        return {self._key(label): value for label, value in custom.items()}

    def _key(self, label: str) -> str:
        known = self._keys.get(fold(label))
        if known is None:
            known = CustomField.add(self._workspace, label, self._by).key
            self._keys[fold(label)] = known
        return known


def arrival(identity: uuid.UUID, record: ImportedClient, own: OwnFields) -> Arrival:
    """A new client with everything that the file says."""
    values = {name: getattr(record, slug) for slug, name in ATTRIBUTES.items()}
    values |= {"is_company": record.is_company, "tags": record.tags, "custom": own.by_key(record.custom)}
    return Arrival(identity, values, [values_of(contact) for contact in record.contacts], record.external)


def filling(
    client: Client, record: ImportedClient, known: Known, people: Sequence[Contact], changes: Sequence[Change],
    own: OwnFields,
) -> Filling:
    """What `changes` bring to a client on record. `people` are its contacts in the order of `known`."""
    fields = {change.field for change in changes}
    values: dict[str, Any] = {ATTRIBUTES[change.field]: change.new for change in changes if change.field in ATTRIBUTES}
    if "notes" in fields and client.background:
        values["background"] = f"{client.background}\n\n{record.notes}"
    custom = {change.field[7:]: str(change.new) for change in changes if change.field.startswith("custom.")}
    if custom:
        values["custom"] = {**client.custom, **own.by_key(custom)}
    if "tags" in fields:
        values["tags"] = next(change.new for change in changes if change.field == "tags")
    added = [values_of(contact) for contact in record.contacts if _is_new(contact, known)]
    if added and len(people) + len(added) > MOST_PEOPLE:
        raise Invalid(f"{client.name} would have more than {MOST_PEOPLE} people.", "contacts")
    changed = _changed_people(record, known, people)
    return Filling(values, added, changed, record.external if "external" in fields else None)


def _is_new(contact: ImportedContact, known: Known) -> bool:
    return any(change.field == "contact" for change in contact_changes(contact, known))


def _changed_people(
    record: ImportedClient, known: Known, people: Sequence[Contact]
) -> dict[uuid.UUID, dict[str, Any]]:
    changed: dict[uuid.UUID, dict[str, Any]] = {}
    for contact in record.contacts:
        held = held_contact(contact, known)
        if held is None:
            continue
        person = people[next(place for place, each in enumerate(known.contacts) if each is held)]
        for change in contact_changes(contact, known):
            slug = change.field.removeprefix("contact.")
            new = _role(person, str(change.old), str(change.new)) if slug == "role" else {slug: change.new}
            changed.setdefault(person.pk, {}).update(new)
    return changed


def _role(person: Contact, old: str, new: str) -> dict[str, Any]:
    """A role is told on the first line of the note, and is one of ours where it can be."""
    roles = [*person.roles, *(role for role in roles_of(new) if role not in person.roles)]
    return {"note": note_with_role(person.note, old, new), "roles": roles}
