"""Starting a sequence for a client: a run, and a copy of each step."""

import uuid

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.hours.calendars import Calendars
from clientkeep.workspace.members.acting import Acting

from ..surveys.sending import whom_to_ask
from . import events
from .model import Sequence
from .outgoing import hindrance
from .planning import go_further
from .run import SequenceRun
from .step import SequenceStep


def start(
    acting: Acting, sequence: Sequence, contact: Contact, id: uuid.UUID | None = None, calendars: Calendars | None = None
) -> SequenceRun:
    """Start a sequence for a contact's client; its first step gets its day. The same `id` gives the run started first.

    Raises Invalid for a sequence without steps, Conflict where it runs for the client already, or may not be written, in words.
    """
    with transaction.atomic():
        client = Client.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=contact.client_id)
        if id and (known := SequenceRun.objects.filter(pk=id, client=client).first()):
            return known
        now = Sequence.objects.select_for_update().get(pk=sequence.pk)
        run = SequenceRun(
            **({"id": id} if id else {}), workspace=client.workspace, sequence=now, name=now.name, client=client, contact=contact,
            member=acting.member,
        )  # fmt: skip
        if why := why_not(run):
            raise Conflict(why, "contact")
        run.save(force_insert=True)
        SequenceStep.objects.bulk_create(_copies(run))
        run.tell(events.SequenceStarted, acting.actor)
        go_further(run, calendars)
    return run


def why_not(run: SequenceRun) -> str:
    """Return why a run may not begin, in words; empty where it may. Raises Invalid for a sequence that cannot be started."""
    sequence = run.sequence
    if sequence.archived_at:
        raise Invalid("This sequence was put away. Bring it back, then start it.", "sequence")
    if not sequence.steps:
        raise Invalid("This sequence has no steps yet. Add one, then start it.", "sequence")
    if SequenceRun.objects.live().filter(sequence=sequence, client=run.client).exists():
        return f"{sequence} runs for {run.client} already."
    if run.client.archived_at:
        return f"{run.client} is archived. Bring it back, then start."
    return hindrance(run) if sequence.writes else ""


def whom_to_write(client: Client, sequence: Sequence) -> Contact | None:
    """Who is written to for a client where nobody was chosen."""
    return whom_to_ask(client) or (None if sequence.writes else client.contacts.current().first())


def _copies(run: SequenceRun) -> list[SequenceStep]:
    return [
        SequenceStep(workspace_id=run.workspace_id, run=run, position=number, **step)
        for number, step in enumerate(run.sequence.steps, start=1)
    ]
