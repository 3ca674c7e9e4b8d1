"""Taking back what an import brought: clients that nobody touched since go, changed fields get their old values."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.workspace.journal import record, record_many
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .contact import Contact
from .model import Client, ExternalId

WORDS = {"background": "notes", "terms_days": "payment terms", "tax_id": "tax number"}


def let_go(workspace: Workspace, ids: Sequence[uuid.UUID], by: Actor, about: models.Model | None = None) -> None:
    """Delete clients that came by an import and that nobody has used since; the journal keeps that they were here.

    The caller makes sure that nothing belongs to them; what does makes this fail as a whole (ProtectedError).
    """
    clients = Client.objects.filter(workspace=workspace, pk__in=ids)
    with transaction.atomic():
        told = [(pk, {"client": name, "fields": "everything"}) for pk, name in clients.values_list("pk", "name")]
        Contact.objects.filter(client__in=ids, workspace=workspace).delete()
        clients.delete()
        record_many(events.ImportTakenBack, told, workspace_id=workspace.pk, by=by, about=about)


def put_away(client: Client, by: Actor, about: models.Model | None = None) -> None:
    """Archive a client that an import made and that the books still name; its id in the other tool is free again."""
    with transaction.atomic():
        client.external_ids.all().delete()
        client.archive(by)
        record(
            events.ImportTakenBack, workspace_id=client.workspace_id, by=by, client_id=client.pk, about=about,
            client=client.name, fields="everything",
        )  # fmt: skip


def take_back(client: Client, undo: dict[str, Any], by: Actor, about: models.Model | None = None) -> list[str]:
    """Give a client's fields and people the values that they had before fill_in().

    Returns in words what was left, since somebody has changed it meanwhile.
    """
    with transaction.atomic():
        client._lock()
        values, left = _old_values(client, undo.get("fields", {}))
        changed = list(client._take(values))
        people_back, people_left = _people_back(client, undo)
        if undo.get("external"):
            source, value = undo["external"]
            ExternalId.objects.filter(client=client, source=source, value=value).delete()
        if people_back:
            client.reword()
        client._keep(by, *changed)
        words = [WORDS.get(name, name.replace("_", " ")) for name in changed] + (["people"] if people_back else [])
        record(
            events.ImportTakenBack, workspace_id=client.workspace_id, by=by, client_id=client.pk, about=about,
            client=client.name, fields=", ".join(words) or "its id in the other tool",
        )  # fmt: skip
    return left + people_left


def _old_values(client: Client, fields: dict[str, list[Any]]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    left = []
    for name, (old, new) in fields.items():
        now = getattr(client, name)
        if name == "custom":
            values[name], kept = _old_custom(now, old, new)
            left += kept
        elif name == "tags":
            values[name] = [tag for tag in now if tag in old or tag not in new]
        elif now == new:
            values[name] = old
        else:
            left.append(WORDS.get(name, name.replace("_", " ")))
    return values, left


def _old_custom(now: dict[str, str], old: dict[str, str], new: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """Each of the firm's own fields by itself: what somebody changed meanwhile stays."""
    kept, left = dict(now), []
    for key in new:
        if new[key] == old.get(key):
            continue
        if now.get(key) != new[key]:
            left.append(key.replace("_", " "))
        elif key in old:
            kept[key] = old[key]
        else:
            kept.pop(key)
    return kept, left


def _people_back(client: Client, undo: dict[str, Any]) -> tuple[int, list[str]]:
    back, left = 0, []
    added = undo.get("people_added", [])
    changed_since = _touched_people(added)
    for person in client.contacts.current().filter(pk__in=added):
        if person.pk in changed_since:
            left.append(str(person))
        else:
            back += Contact.objects.filter(pk=person.pk).update(removed_at=clock.now())
    for key, fields in undo.get("people", {}).items():
        person = client.contacts.current().filter(pk=key).first()
        same = person is not None and all(getattr(person, name) == new for name, (_, new) in fields.items())
        if same:
            back += Contact.objects.filter(pk=key).update(**{name: old for name, (old, _) in fields.items()})
        else:
            left.append(str(person) if person else "a contact that was removed")
    return back, left


def _touched_people(ids: Sequence[str]) -> set[uuid.UUID]:
    """Contacts of which the journal tells anything: an import's own arrivals are told of their client alone."""
    from clientkeep.workspace.journal.models import Event

    return set(Event.objects.filter(about_id__in=ids).values_list("about_id", flat=True)) if ids else set()
