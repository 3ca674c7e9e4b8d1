"""What this room adds to the timeline's entries about people and files."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

from .contact import Contact
from .slots import EVENT_TELLERS, Told


def told_of(people: Sequence[Contact], files: Sequence[StoredFile]) -> dict[str, dict[Any, Told]]:
    """What a page that holds a client's people and files can tell without asking again."""
    return {
        "contact": {one.pk: Told(reverse("clients:person", args=[one.client_id, one.pk])) for one in people},
        "storedfile": {one.pk: Told(reverse("files:download", args=[one.pk])) for one in files},
    }


def tell_people(acting: Acting, events: Sequence[Event]) -> dict[Any, Told]:
    """Lead to those who are still on the record."""
    ids = {event.about_id for event in events}
    kept = Contact.objects.current().filter(workspace=acting.workspace, pk__in=ids).values_list("pk", "client_id")
    return {pk: Told(reverse("clients:person", args=[client, pk])) for pk, client in kept}


def tell_files(acting: Acting, events: Sequence[Event]) -> dict[Any, Told]:
    """Lead to those files that were not removed."""
    ids = {event.about_id for event in events}
    kept = StoredFile.objects.filter(workspace=acting.workspace, pk__in=ids, removed_at=None).values_list("pk", flat=True)
    return {pk: Told(reverse("files:download", args=[pk])) for pk in kept}


def tell_letters(acting: Acting, events: Sequence[Event]) -> dict[Any, Told]:
    """Lead to the outbox, where letters are kept for good."""
    if not acting.may("outbox.see"):
        return {}
    return {event.about_id: Told(reverse("mail:letter", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("letter", tell_letters)
EVENT_TELLERS.add("contact", tell_people)
EVENT_TELLERS.add("storedfile", tell_files)
