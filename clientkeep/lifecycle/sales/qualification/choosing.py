"""Choosing by which checklist an opportunity is judged. What was answered before stays on record."""

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.workspace.members.acting import Actor

from ..opportunities.model import Opportunity
from . import events
from .answer import answers_of
from .assessment import Assessment, frozen
from .checklist import Checklist
from .criterion import Criterion
from .judging import Judged, judged_by


def judge_by(opportunity: Opportunity, checklist: Checklist, by: Actor) -> None:
    """Judge it by a checklist as that stands now; nothing happens where it already is.

    Answers to another checklist no longer count: they stay on record with what they came to, and count again where
    their checklist is chosen again. Raises Conflict for a checklist in the archive, or one that asks nothing.
    """
    with transaction.atomic():
        criteria = Criterion.keep_ready(checklist)
        checklist.refresh_from_db()
        Opportunity.objects.select_for_update().get(pk=opportunity.pk)
        now, known = Assessment.of(opportunity), answers_of(opportunity)
        if not now._state.adding and now.checklist == checklist and not now.is_behind:
            return
        _check(checklist, criteria)
        if now.asked:
            _end(now, judged_by(opportunity, now, known), by)
        elif not now._state.adding:
            now.delete()
        answered = any(each.pk in known for each in criteria)
        Assessment.objects.create(
            workspace=opportunity.workspace, opportunity=opportunity, checklist=checklist, asked=frozen(criteria) if answered else []
        )  # fmt: skip
        opportunity.tell(events.JudgedAnew, by, checklist=checklist.name)


def _check(checklist: Checklist, criteria: list[Criterion]) -> None:
    if checklist.archived_at:
        raise Conflict("This checklist is in the archive. Bring it back first.", "checklist")
    if not criteria:
        raise Conflict("This checklist asks nothing yet.", "checklist")


def _end(assessment: Assessment, shown: Judged, by: Actor) -> None:
    assessment.ended_at, assessment.ended_by = clock.now(), by.name[:200]
    parts = [[part.label, part.why, part.points] for part in shown.parts]
    assessment.outcome = {"score": shown.score, "parts": parts}
    assessment.save(update_fields=["ended_at", "ended_by", "outcome"])
