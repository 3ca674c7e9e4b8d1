"""Which step of a run comes next, and when."""

import datetime as dt

from clientkeep.foundation import clock
from clientkeep.relationship.conversations.writing.moments import zone_of
from clientkeep.workspace.hours.calendars import Calendars

from . import rules
from .run import SequenceRun
from .step import PENDING, SequenceStep


def current_step(run: SequenceRun) -> SequenceStep | None:
    """Return the step that the run stands at; None where all are through."""
    return run.steps.filter(state__in=PENDING).order_by("position").first()


def go_further(run: SequenceRun, calendars: Calendars | None = None) -> None:
    """Give the next step its day, or finish the run. For verbs that hold the run; safe to repeat."""
    step = current_step(run)
    if step is None:
        run.finish()
    elif step.state == "planned" and step.due_at is None:
        _plan(run, step, step.days, calendars)


def plan_anew(run: SequenceRun) -> None:
    """After a pause: a step whose time has passed comes on the next working day."""
    step = current_step(run)
    if step and step.state == "planned" and (step.due_at is None or step.due_at < clock.now()):
        _plan(run, step, 0, None)


def look_later(step: SequenceStep, why: str, wait: dt.timedelta = dt.timedelta(minutes=30)) -> None:
    """Say why a step does not go on, and look at it again after a while."""
    step.held, step.opens_at = why[:300], clock.now() + wait
    step.save(update_fields=["held", "opens_at"])


def _plan(run: SequenceRun, step: SequenceStep, days: int, calendars: Calendars | None) -> None:
    calendar = (calendars or Calendars(run.workspace)).firm
    step.due_on, step.due_at = rules.next_moment(calendar, clock.now(), days, step.hour, zone_of(run.client))
    # What a person is to read or to do is there as the day begins; what leaves by itself has its hour.
    goes_alone = step.kind == "letter" and step.by_itself
    step.opens_at = step.due_at if goes_alone else rules.opening(step.due_on, step.due_at, run.workspace.time_zone)
    step.save(update_fields=["due_on", "due_at", "opens_at"])
