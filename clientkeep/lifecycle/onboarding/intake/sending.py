"""An intake form goes to its contact by a letter, and is asked for again while it is open and nobody has talked since."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.lifecycle.onboarding.playbooks.works import Work
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.conversations.models import LogEntry, Message
from clientkeep.workspace.mail import outbox, placeholders
from clientkeep.workspace.mail.handover import asks_before_leaving
from clientkeep.workspace.members.acting import Actor

from .form import IntakeForm
from .model import Intake

BUTTON = "Fill in the form"
TEXT = """Hello {name},

so that we can begin, {firm} asks you to fill in “{form}”.
It is about {work}.
It is needed by {due}.

You can stop at any time and go on later, on another device too.

{link}
"""
AGAIN = """Hello {name},

“{form}” for {firm} is not finished yet. What you entered is kept.
It is about {work}.
It is needed by {due}.

{link}
"""
CHASES = (dt.timedelta(days=5), dt.timedelta(days=7))


def send(form: IntakeForm, contact: Contact, by: Actor, due_on: dt.date | None = None, id: uuid.UUID | None = None, work: Work | None = None) -> Intake:
    """Put it on record and write its letter, each once. Raises as Intake.begin does."""
    with transaction.atomic():
        found = Intake.begin(form, contact, by, due_on, id, work)
        _write(found, 0, TEXT, f"A form to fill in: {found.name}")
    return found


def chase(found: Intake) -> None:
    """Ask again, and plan the next time; nothing leaves where it was sent back, or talked about, meanwhile."""
    with transaction.atomic():
        now = Intake.objects.select_for_update(of=("self",)).select_related("client", "contact", "workspace").get(pk=found.pk)
        if now.state != "open" or now.chase_at is None or now.chase_at > clock.now():
            return
        if why_not(now):
            Intake.objects.filter(pk=now.pk).update(chase_at=None)
            return
        count = now.times_chased
        _write(now, count + 1, AGAIN, f"Not finished yet: {now.name}")
        later = clock.now() + CHASES[count] if count < len(CHASES) else None
        Intake.objects.filter(pk=now.pk).update(times_chased=count + 1, chase_at=later)


def why_not(found: Intake) -> str:
    """Why nobody is asked again; empty where somebody is."""
    if found.state != "open":
        return "The form is not waited for any more."
    if found.client.archived_at or found.contact.removed_at or not found.contact.email:
        return "The client or the person is not on record any more."
    if LogEntry.objects.filter(client=found.client, kind__in=("call", "meeting"), happened_at__gt=found.sent_at).exists():
        return "There was a talk since the form was sent."
    if Message.objects.filter(client=found.client, direction="in", automatic=False, happened_at__gt=found.sent_at).exists():
        return "The client wrote since the form was sent."
    return ""


@asks_before_leaving("intake")
def still_wanted(letter: Any) -> str:
    """A form that was sent back or taken back meanwhile asks nobody."""
    found = Intake.objects.select_related("client", "contact").filter(workspace=letter.workspace_id, pk=letter.about_id).first()
    if found is None or found.state != "open":
        return "The form is not waited for any more."
    return "" if letter.key.endswith(":0") else why_not(found)


def _write(found: Intake, count: int, text: str, subject: str) -> None:
    due = f"{found.due_on.day} {found.due_on:%B %Y}" if found.due_on else ""
    values = {"name": str(found.contact), "firm": found.workspace.name, "form": found.name, "work": found.work_name, "due": due}
    outbox.write(
        found.workspace, f"intake:{found.pk}:{count}", "intake", found.contact.email, str(found.contact), subject,
        placeholders.fill(text, values), about=found, client_id=found.client_id, button=BUTTON,
        link={"kind": "intake", "contact": str(found.contact_id), "intake": str(found.pk)},
    )  # fmt: skip
