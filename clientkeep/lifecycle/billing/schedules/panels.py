"""What a repetition shows on the pages of its invoices."""

from typing import Any

from django.db import models

from clientkeep.relationship.documents.repeating import repeat_words
from clientkeep.relationship.documents.slots import DOCUMENT_PANELS
from clientkeep.workspace.members.acting import Acting

from .model import Occurrence


@DOCUMENT_PANELS.add("schedule", "billing/schedules/panel.html", order=60)
def schedule_panel(acting: Acting, document: Any) -> dict[str, Any] | None:
    """How the invoice comes again, what was drafted so far, and the ways to pause and stop."""
    if document.kind != "invoice":
        return None
    rows = Occurrence.objects.filter(schedule__occurrences__document=document)
    first_here = models.Case(models.When(document=document, then=0), default=1)
    found = list(rows.select_related("schedule__source", "document").order_by(first_here, "-index")[:13])
    if not found:
        return None
    here, *others = found
    schedule = here.schedule
    if here.index:
        return {"came_from": schedule.source, "place": here.index + 1, "of": schedule.count}
    return {
        "schedule": schedule,
        "words": repeat_words(document.repeat),
        "made": [row for row in others if row.document],
        "may_change": acting.may("documents.issue") and schedule.state != "ended",
    }
