"""A run goes on: steps get their day, those without their condition are left out, those whose day has come open."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.days import local_date
from clientkeep.workspace.hours.calendars import Calendars
from clientkeep.workspace.hours.rules import working_day

from . import rules
from .conditions import values_of
from .run import PlaybookRun
from .run_step import PlaybookStep

LATER = dt.timedelta(minutes=30)


def go_on(run: PlaybookRun) -> None:
    """Take the run as far as it goes now, and finish it where nothing is left. For who holds it; safe to repeat."""
    calendar = Calendars(run.workspace).firm
    # A step that is left out lets others count from it: each round settles one at least.
    for _ in range(rules.MOST_STEPS + 1):
        steps = list(run.steps.order_by("position"))
        if not any(_take_further(run, step, _standings(run, steps), calendar) for step in steps if step.state == "planned"):
            break
    if not run.steps.filter(state__in=rules.PENDING).exists():
        run.finish()


def blocked_words(step: PlaybookStep, steps: list[PlaybookStep]) -> str:
    """Say what a step waits for: another step, a person's words, or why its letter cannot go; empty where for nothing."""
    if step.is_through:
        return ""
    named = rules.waits_for(step.after, step.only, {each.key: _standing(step.run, each) for each in steps}) if step.state == "planned" else ""
    return named or step.held


def _take_further(run: PlaybookRun, step: PlaybookStep, steps: dict[str, rules.Standing], calendar: Any) -> bool:
    """Whether it ended, so that others may go on."""
    step.run = run
    base = rules.counts_from(step.after, steps, local_date(run.started_at, run.workspace.time_zone))
    if base is None:
        return False
    if step.due_on is None:
        _plan(step, working_day(calendar, base, step.days))
    if step.due_on > run.workspace.today():
        return False
    verdict = rules.holds(step.only, steps, values_of(run.client))
    if verdict is None:
        return False
    if not verdict:
        step.move("left_out", ended_at=clock.now())
        return True
    _open(step)
    return False


def _plan(step: PlaybookStep, day: dt.date) -> None:
    begins = dt.datetime.combine(day, dt.time(0), tzinfo=ZoneInfo(step.run.workspace.time_zone))
    step.due_on, step.opens_at = day, begins
    step.save(update_fields=["due_on", "opens_at"])


def _open(step: PlaybookStep) -> None:
    opens = step.of_kind.opens
    try:
        state = opens(step) if opens else "open"
    except Refusal as refusal:
        step.held, step.opens_at = refusal.message[:300], clock.now() + LATER
        step.save(update_fields=["held", "opens_at"])
    else:
        if state != step.state:
            step.move(state)


def _standings(run: PlaybookRun, steps: list[PlaybookStep]) -> dict[str, rules.Standing]:
    return {step.key: _standing(run, step) for step in steps}


def _standing(run: PlaybookRun, step: PlaybookStep) -> rules.Standing:
    ended = local_date(step.ended_at, run.workspace.time_zone) if step.ended_at else None
    return rules.Standing(step.title, step.state, ended)
