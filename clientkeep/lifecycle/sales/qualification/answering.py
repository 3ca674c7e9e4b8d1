"""Answering: what one says to the criteria about one opportunity, beside others who do the same."""

from collections.abc import Mapping

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.members.acting import Actor

from ..opportunities.model import Opportunity
from . import events
from .answer import Answer, answers_of
from .assessment import Assessment, frozen
from .checklist import Checklist
from .criterion import Criterion
from .judging import judged
from .rules.grades import LONGEST, grade_of, number_in


def answer(opportunity: Opportunity, by: Actor, said: Mapping[Criterion, str], seen: Mapping[Criterion, str] | None = None) -> None:
    """Keep what was said; an empty answer takes the one before away, what is not said stays. Nothing is recorded where nothing differs.

    `seen`: what stood there when it was said. What one did not change then is left as somebody else has it meanwhile; raises
    Conflict where both changed the same one, and keeps nothing. Raises Invalid, its field the criterion's id.
    """
    with transaction.atomic():
        Criterion.keep_ready(Checklist.keep_ready(opportunity.workspace))
        Opportunity.objects.select_for_update().get(pk=opportunity.pk)
        assessment = Assessment.of(opportunity)
        standing = assessment.criteria
        before = answers_of(opportunity)
        changed = {}
        for criterion, text in said.items():
            value, now = _checked(criterion, text, standing), before.get(criterion.pk, "")
            shown = now if seen is None else seen.get(criterion, "")
            if value in (shown, now):
                continue
            if shown != now:
                raise Conflict(f"Somebody answered “{criterion}” meanwhile: “{now}”. Look at it, and save yours again.", str(criterion.pk))
            changed[criterion] = value
        for criterion, value in changed.items():
            _keep(opportunity, criterion, value, by)
        if changed:
            _hold_fast(assessment, standing)
            opportunity.tell(events.Qualified, by, score=judged(opportunity).score)


def _hold_fast(assessment: Assessment, standing: list[Criterion]) -> None:
    """What is answered stays judged by what was asked; once nothing is, the checklist is followed again."""
    answered = Answer.objects.filter(opportunity=assessment.opportunity, criterion__in=[each.pk for each in standing]).exists()
    assessment.asked = frozen(standing) if answered else []
    assessment.save()


def _keep(opportunity: Opportunity, criterion: Criterion, value: str, by: Actor) -> None:
    rows = Answer.objects.filter(opportunity=opportunity, criterion=criterion)
    if not value:
        rows.delete()
    elif not rows.update(value=value, answered_at=clock.now(), answered_by=by.name[:200]):
        Answer.objects.create(workspace=opportunity.workspace, opportunity=opportunity, criterion=criterion, value=value, answered_by=by.name[:200])


def _checked(criterion: Criterion, text: str, standing: list[Criterion]) -> str:
    field = str(criterion.pk)
    asked = next((each for each in standing if each == criterion), None)
    if asked is None or asked.kind == "formula":
        raise Invalid("This is not asked.", field)
    value = tidy_text(field, text, LONGEST)
    if not value:
        return ""
    if asked.kind == "number":
        if number_in(value) is None:
            raise Invalid("Enter a number, such as 1200 or 3.5.", field)
        return value
    grade = grade_of(asked.graded, value)
    if grade is None:
        raise Invalid("Choose one of the answers.", field)
    return grade.answer
