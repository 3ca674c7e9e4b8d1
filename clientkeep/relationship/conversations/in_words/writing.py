"""From a line to the record: the entry and all that follows from it, in one transaction, once for each form."""

import uuid
from collections.abc import Collection, Mapping

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

from ..decisions.model import Decision
from ..model import LogEntry
from ..promises.model import Promise
from ..questions.model import Question
from .understood import Understood, understand


def log_line(
    acting: Acting,
    text: str,
    client: Client | None = None,
    changed: Mapping[str, str] | None = None,
    left_out: Collection[str] = (),
    id: uuid.UUID | None = None,
) -> LogEntry:
    """Log what a line says. `left_out` names what is not kept ("decision-0", "promise-1", "question-0", "next_step").

    The same `id` gives the same entry again. Raises Invalid where the client is not settled, naming the field, and
    Conflict for an archived client.
    """
    acting.require("clients.edit")
    with transaction.atomic():
        id = id or new_id()
        if known := LogEntry.objects.filter(pk=id, client__in=Client.objects.visible_to(acting)).first():
            return known
        return keep(acting, understand(acting, text, client, changed), left_out, id)


def keep(acting: Acting, read: Understood, left_out: Collection[str], id: uuid.UUID) -> LogEntry:
    """Write what was understood."""
    if read.client is None:
        raise Invalid("Say which client it was with.", "client")
    if read.client.archived_at:
        raise Conflict(f"{read.client.name} is archived. Bring the client back first.", "client")
    draft, by = read.draft, acting.actor
    entry = LogEntry.write(
        read.client, draft.kind, read.story, by, contact=read.contact, at=read.at, minutes=draft.minutes,
        direction=draft.direction or "", id=id,
    )  # fmt: skip
    for number, what in enumerate(draft.decisions):
        if f"decision-{number}" not in left_out:
            Decision.note(
                read.client, what=what, by=by, decided_on=draft.happened_on, evidence=entry, id=_id(entry, "decision", number)
            )
    _promises(read, entry, by, left_out)
    for number, question in enumerate(draft.questions):
        if f"question-{number}" not in left_out:
            Question.save_for(read.client, question, by, entry, id=_id(entry, "question", number))
    if draft.next_step and "next_step" not in left_out:
        read.client.plan_next_step(draft.next_step.what, draft.next_step.on, by)
    return entry


def _promises(read: Understood, entry: LogEntry, by, left_out: Collection[str]) -> None:
    for number, said in enumerate(read.draft.promises):
        if f"promise-{number}" in left_out:
            continue
        contact = read.contact_called(said.who) if said.side == "theirs" else None
        member = read.member_called(said.who) if said.side == "ours" else None
        stranger = said.who and contact is None and member is None
        Promise.make(
            read.client, side=said.side, what=f"{said.who}: {said.what}" if stranger else said.what, by=by,
            due_on=said.due_on, contact=contact, member=member, source=entry, id=_id(entry, "promise", number),
        )  # fmt: skip


def _id(entry: LogEntry, what: str, number: int) -> uuid.UUID:
    """The same entry has the same promises, however often it is written."""
    return uuid.uuid5(entry.pk, f"{what}-{number}")
