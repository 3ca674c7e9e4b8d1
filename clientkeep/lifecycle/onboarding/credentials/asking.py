"""Asking for a credential: the request, and one letter with the way to the page on which it is entered."""

import datetime as dt
from typing import Any

from django.db import transaction

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.mail import outbox, placeholders
from clientkeep.workspace.mail.handover import asks_before_leaving
from clientkeep.workspace.members.acting import Actor

from .model import Credential

BUTTON = "Hand it over safely"
TEXT = """Hello {name},

{firm} needs access to this for you: {label}.
{note}
It is needed by {due}.

Enter it on the page behind the button, not in a letter. It is encrypted at once, and you can read there who looked at it, when and why. You can take it back at any time.

{link}
"""


def ask(client: Client, by: Actor, **said: Any) -> Credential:
    """Put the request on record and write its letter, each once. Raises as Credential.ask does."""
    with transaction.atomic():
        found = Credential.ask(client, by, **said)
        _write(found)
    return found


def ask_again(found: Credential, by: Actor, note: str = "") -> None:
    """Ask for it anew, by another letter."""
    with transaction.atomic():
        found.ask_again(by, note)
        _write(found)


def _write(found: Credential) -> None:
    firm, contact = found.workspace, found.contact
    values = {"name": str(contact), "firm": firm.name, "label": found.label, "note": found.note, "due": _day(found.due_on)}
    outbox.write(
        firm, f"credential:{found.pk}:{found.times_asked}", "credential", contact.email, str(contact), f"Access needed: {found.label}",
        placeholders.fill(TEXT, values), about=found, client_id=found.client_id, button=BUTTON,
        link={"kind": "credential", "contact": str(contact.pk), "credential": str(found.pk)},
    )  # fmt: skip


def _day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


@asks_before_leaving("credential")
def still_wanted(letter: Any) -> str:
    """A request that was answered or taken back meanwhile asks nobody."""
    found = Credential.objects.filter(workspace=letter.workspace_id, pk=letter.about_id).first()
    return "" if found and found.state == "asked" else "It is not asked for any more."
