"""What a repetition shows on the pages of its invoices."""

from typing import Any

from clientkeep.relationship.documents.repeating import repeat_words
from clientkeep.relationship.documents.slots import DOCUMENT_PANELS
from clientkeep.workspace.members.acting import Acting

from .model import Occurrence


@DOCUMENT_PANELS.add("schedule", "billing/schedules/panel.html", order=60)
def schedule_panel(acting: Acting, document: Any) -> dict[str, Any] | None:
    """How the invoice comes again, what was drafted so far, and the ways to pause and stop."""
    if document.kind != "invoice":
        return None
    here = Occurrence.objects.filter(document=document).select_related("schedule__source").first()
    if here is None:
        return None
    schedule = here.schedule
    if here.index:
        return {"came_from": schedule.source, "place": here.index + 1, "of": schedule.count}
    made = schedule.occurrences.filter(index__gt=0).select_related("document").order_by("-index")[:12]
    return {
        "schedule": schedule,
        "words": repeat_words(document.repeat),
        "made": [row for row in made if row.document],
        "may_change": acting.may("documents.issue") and schedule.state != "ended",
    }
