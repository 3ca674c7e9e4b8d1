"""To which thread of a client a mail belongs: the one that holds what it answers. Never a thread of another client."""

import uuid

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.models import Workspace

from ..messages.model import Message, Thread
from .reading import Mail


def letters_named(workspace: Workspace, ids: list[str]) -> list[Letter]:
    """Our own letters with these Message-IDs, in the order of the ids."""
    # The first part of our Message-IDs is the letter's own id, so that no other index is needed.
    keys = [key for each in ids if (key := _letter_key(each))]
    found = {letter.message_id: letter for letter in Letter.objects.filter(workspace=workspace, pk__in=keys)} if keys else {}
    return [found[each] for each in ids if each in found]


def thread_for(client: Client, mail: Mail) -> tuple[Thread, list[Letter]]:
    """Return the thread that a mail continues, or a new one, and the letters that it answers."""
    letters = [each for each in letters_named(client.workspace, mail.references) if each.client_id == client.pk]
    known = answered_thread(client, mail, letters)
    return known or Thread.begin(client, mail.subject), letters[:1]


def answered_thread(client: Client, mail: Mail, letters: list[Letter]) -> Thread | None:
    """The client's thread with a message that this mail names, the nearest first."""
    named = Message.objects.filter(client=client, external_id__in=mail.references).select_related("thread") if mail.references else ()
    threads = {message.external_id: message.thread for message in named}
    for each in mail.references:
        if each in threads:
            return threads[each]
    about = Message.objects.filter(client=client, letters__in=letters).select_related("thread").first() if letters else None
    return about.thread if about else None


def _letter_key(message_id: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(message_id[1:].partition("@")[0])
    except ValueError:
        return None
