"""The clients on record as the rehearsal compares them: read in a few queries, held as lightly as possible."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client, Contact, CustomField, ExternalId
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.models import Workspace

from ..reading.matching import Known, KnownContact
from ..reading.record import Balance
from .fitting import ATTRIBUTES
from .people import known_contact, reached_by

_VALUES = {slug: name for slug, name in ATTRIBUTES.items() if slug not in ("name", "legal_name", "tax_id")}
_COLUMNS = ("pk", "name", "legal_name", "tax_id", "tags", "custom", *_VALUES.values())


@dataclass
class _Beside:
    """What stands beside the clients, by client."""

    people: dict[Any, list[KnownContact]] = field(default_factory=lambda: defaultdict(list))
    external: dict[Any, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    openings: dict[Any, Balance] = field(default_factory=dict)


def known_clients(workspace: Workspace, ids: Collection[uuid.UUID] | None = None) -> Iterator[Known]:
    """The workspace's clients, archived ones too, or those of `ids`. Clients that an undo put away are unknown."""
    from .row import ImportRow

    put_away = ImportRow.objects.filter(whole__workspace=workspace, outcome="archived").values("client_id")
    clients = Client.objects.filter(workspace=workspace).exclude(pk__in=put_away)
    if ids is not None:
        clients = clients.filter(pk__in=ids)
    beside, labels = _beside(workspace, ids), labels_of(workspace)
    for row in clients.order_by("pk").values_list(*_COLUMNS).iterator(chunk_size=2000):
        yield _known(row, beside, labels)


def labels_of(workspace: Workspace) -> dict[str, str]:
    """Key -> label of the firm's own fields."""
    return dict(CustomField.objects.filter(workspace=workspace).values_list("key", "label"))


def archived_ids(workspace: Workspace) -> set[str]:
    """Ids of the archived clients."""
    return {str(pk) for pk in Client.objects.filter(workspace=workspace).archived().values_list("pk", flat=True)}


def people_of(client_id: uuid.UUID) -> list[Contact]:
    """The contacts of a client, in the order in which Known has them."""
    return list(_people(Contact.objects.filter(client_id=client_id)))


def _known(row: tuple, beside: _Beside, labels: dict[str, str]) -> Known:
    pk, name, legal_name, tax_id, tags, custom, *rest = row
    values = {slug: value for slug, value in zip(_VALUES, rest, strict=True) if value not in ("", None)}
    values |= {slug: text for slug, text in (("legal_name", legal_name), ("tax_id", tax_id)) if text}
    values["name"] = name
    people = tuple(beside.people.get(pk, ()))
    own = [values["email"]] if "email" in values else []
    return Known(
        id=str(pk),
        name=name,
        legal_name=legal_name,
        emails=tuple(own + reached_by(people)),
        tax_id=tax_id,
        external=frozenset(beside.external.get(pk, ())),
        values=values,
        contacts=people,
        tags=tuple(tags),
        custom={labels.get(key, key): value for key, value in custom.items()},
        opening=beside.openings.get(pk),
    )


def _beside(workspace: Workspace, ids: Collection[uuid.UUID] | None) -> _Beside:
    mine = {"workspace": workspace} if ids is None else {"workspace": workspace, "client_id__in": ids}
    beside = _Beside()
    people = _people(Contact.objects.filter(**mine)).values_list(
        "client_id", "name", "email", "phone", "title", "note", "power", "interest"
    )
    for client_id, *values in people.iterator(chunk_size=2000):
        beside.people[client_id].append(known_contact(*values))
    for client_id, source, value in ExternalId.objects.filter(**mine).values_list("client_id", "source", "value"):
        beside.external[client_id].add((source, value))
    openings = Document.objects.filter(**mine, role="opening", state="issued").order_by("pk")
    for client_id, kind, minor, currency in openings.values_list("client_id", "kind", "total_minor", "currency"):
        owed = Money(minor if kind == "invoice" else -minor, currency)
        beside.openings.setdefault(client_id, Balance(owed.major, currency))
    return beside


def _people(contacts):
    return contacts.current().order_by("created_at", "pk")
