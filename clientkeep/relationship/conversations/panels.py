"""What this room shows on the client's page: the box that logs, and the whole of what was said."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.slots import CLIENT_MAIN, EVENT_TELLERS, Told
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

from .forms import LOG_KINDS
from .model import LogEntry


@CLIENT_MAIN.add("log", "conversations/_log.html", order=10)
def log_box(acting: Acting, client: Client) -> dict[str, Any] | None:
    """The box above the timeline, for those who may write."""
    if not acting.may("clients.edit") or client.archived_at:
        return None
    return box_of(acting, client, {})


def box_of(acting: Acting, client: Client, typed: dict[str, Any]) -> dict[str, Any]:
    """What the box is drawn from: what was typed, and whom one may have talked with."""
    return {
        "client": client,
        "here": client,
        "kinds": LOG_KINDS,
        "typed": {"kind": "note", **typed},
        "people": client.people,
        "url": reverse("conversations:log", args=[client.pk]),
        "form_token": once.mint(acting),
    }


def tell_entries(acting: Acting, events: Sequence[Event]) -> dict[Any, Told]:
    """The whole text of each entry, its marks, and the way to correct it."""
    ids = {event.about_id for event in events}
    entries = LogEntry.objects.filter(workspace=acting.workspace, pk__in=ids).select_related("corrected_by")
    return {entry.pk: _told(acting, entry) for entry in entries}


def _told(acting: Acting, entry: LogEntry) -> Told:
    was_corrected = hasattr(entry, "corrected_by")
    marks = [
        "internal" if entry.kind == "note" else "",
        f"{entry.minutes} min" if entry.minutes else "",
        "corrected" if was_corrected else "",
    ]
    acts = []
    if acting.may("clients.edit") and not was_corrected:
        acts.append(("Correct", reverse("conversations:correct", args=[entry.pk])))
        if entry.kind in ("call", "meeting"):
            acts.append(("Write the recap", reverse("conversations:recap_write", args=[entry.pk])))
    return Told(text=entry.text, marks=tuple(mark for mark in marks if mark), acts=tuple(acts))


EVENT_TELLERS.add("logentry", tell_entries)
