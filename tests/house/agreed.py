"""One of everything that was promised, decided and confirmed with a client, for the addresses that name it."""

import datetime as dt
from typing import Any

from django.db import transaction

from clientkeep.relationship.clients.events import OwnerChanged
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise, Recap, Reminder
from clientkeep.relationship.conversations.recaps.sending import send
from clientkeep.relationship.rhythm.models import HandOver, ImportantDate, PlanLine
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.models import Member

OF_A_CLIENT = {"promise_id", "decision_id", "recap_id", "reminder_id", "talk_id", "line_id", "date_id", "handover_id"}


def things_of(name: str, client: Client, contact: Contact, by: Any) -> dict[str, Any]:
    """Put them on record and return their ids by parameter."""
    promise = Promise.make(client, side="theirs", what=f"Photos of {name}", by=by)
    call = LogEntry.write(client, "call", f"A call of {name}", by, contact)
    recap = Recap.begin(call, by, subject=f"Recap of {name}", text=f"Blue for {name}, by 12 May 2030.", to=[contact])
    send(recap, by)
    decision = Decision.note(client, what=f"Blue for {name}", by=by)
    line = PlanLine.add(client, by, contact=contact, every="P2W")
    handed = _handed(client, by)
    date = ImportantDate.add(client, by, kind="launch", what=f"Launch of {name}", day=client.workspace.today())
    return {
        "handover_id": handed.pk, "line_id": line.pk, "date_id": date.pk, "promise_id": promise.pk, "decision_id": decision.pk, "recap_id": recap.pk,
        "talk_id": call.pk, **_letter(client, contact, by),
    }  # fmt: skip


def _handed(client: Client, by: Any) -> HandOver:
    owner = Member.objects.get(pk=by.id)
    with transaction.atomic():
        told = record(
            OwnerChanged, workspace_id=client.workspace_id, by=by, client_id=client.pk, about=client, client=client.name,
            owner=str(owner), owner_id=str(owner.pk), before_id="",
        )  # fmt: skip
    return HandOver.begin(client, told, None, owner)


def _letter(client: Client, contact: Contact, by: Any) -> dict[str, Any]:
    late = Promise.make(client, side="theirs", what="Texts", by=by, due_on=client.workspace.today() - dt.timedelta(days=3), contact=contact)
    return {"reminder_id": Reminder.draft(late).pk}
