"""The first words of an expectations letter, from what is on record."""

from typing import Any

from clientkeep.lifecycle.agreements.proposals.chosen import chosen
from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.response.promise import Promises
from clientkeep.relationship.conversations.writing.recipients import usual
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.rhythm.models import PlanLine
from clientkeep.workspace.hours.models import WorkingHours
from clientkeep.workspace.hours.rules import write_blocks

from .rules import Known, draft

MOST = 12
BY = {"email": "By mail", "phone": "By telephone", "text": "By text message", "video": "By video call"}


def first_values(client: Client, sender: str) -> dict[str, Any]:
    """Return the values of a new letter: what the record knows is said, the rest is left to be filled."""
    to = usual(client)
    contact = to.contact if to else None
    pledge, line = Promises(client.workspace).of(client), _lines(client).filter(contact=contact).exclude(channel="").first()
    return {
        "subject": f"How we work together: {client.workspace.name} and {client.name}"[:200], "text": draft(_known(client, contact, sender, pledge)),
        "contact": contact, "amount": pledge.amount, "unit": pledge.unit, "channel": line.channel if line else "call", "every": line.every if line else "P2W",
    }  # fmt: skip


def _known(client: Client, contact: Contact | None, sender: str, pledge: Any) -> Known:
    steps = list(PlaybookStep.objects.filter(run__client=client, run__state="running").exclude(state="left_out").order_by("run__started_at", "position"))
    theirs = [step.title for step in steps if step.side == "client"]
    return Known(
        firm=client.workspace.name, client=client.name, first_name=first_name(contact.name) if contact else client.name, sender=sender,
        steps=[step.title for step in steps if step.side == "client" or step.kind == "meeting"][:MOST], deliverables=_deliverables(client),
        channel=_channel(contact), hours=_hours(client), answers="" if pledge.unit == "none" else str(pledge),
        meetings=[str(line) for line in _lines(client)[:MOST]], needs=[title for title in theirs if title][:MOST],
    )  # fmt: skip


def _deliverables(client: Client) -> list[str]:
    agreed = Document.objects.filter(client=client, state="accepted").exclude(kind="contract").order_by("-issue_date", "-pk").first()
    return [line.description[:200] for line in chosen(agreed).lines[:MOST]] if agreed else []


def _channel(contact: Contact | None) -> str:
    preferred = BY.get(contact.channel, "") if contact else ""
    return f"{preferred}, as you like it best, or in your portal" if preferred else ""


def _hours(client: Client) -> list[str]:
    own = WorkingHours.objects.filter(workspace=client.workspace, member=None).first()
    return [write_blocks(blocks) for blocks in own.blocks] if own else []


def _lines(client: Client) -> Any:
    return PlanLine.objects.standing().filter(client=client).select_related("contact", "owner__user").order_by("created_at")
