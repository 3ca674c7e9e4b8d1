"""The payments beside an agreement, and what follows beside what changes it."""

from typing import Any

from clientkeep.lifecycle.agreements.scope.following import what_follows
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.slots import DOCUMENT_PANELS
from clientkeep.workspace.members.acting import Acting

from .following import credit_notes_of
from .standing import standing
from .step import ScheduleStep


@DOCUMENT_PANELS.add("payment_schedule", "billing/payment_schedules/panel.html", order=8)
def payments_panel(acting: Acting, document: Document) -> dict[str, Any] | None:
    """The payments as they stand on an agreement that a change order moved; on the change order what follows, or followed."""
    if document.kind == "change_order" and document.source_id:
        return _of_change(document)
    if document.state != "accepted" or not ScheduleStep.objects.filter(agreement=document).exists():
        return None
    shown = standing(document)
    rows = [(part, part.amount_minor and not part.open_minor) for part in shown.parts if part.amount_minor]
    return {"schedule": shown, "rows": rows, "currency": document.currency}


def _of_change(change: Document) -> dict[str, Any] | None:
    if change.state == "accepted":
        notes = credit_notes_of(change)
        return {"notes": notes} if notes else None
    follows = what_follows(change) if change.state in ("draft", "issued") and change.source.state == "accepted" else ""
    return {"follows": follows} if follows else None
