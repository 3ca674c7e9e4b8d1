"""How sequences, runs and steps read on a page, in a table and for a program."""

from collections.abc import Iterable
from typing import Any

from clientkeep.foundation.ui.days import local_date, write_day

from .run import SequenceRun
from .step import PENDING, SequenceStep

# By state of a step: the word, and what it means.
STEP_WORDS = {
    "planned": ("Planned", "quiet"), "waiting": ("Waits for your approval", "waiting"), "open": ("To do", "waiting"),
    "outbox": ("Written", "quiet"), "sent": ("Sent", "good"), "done": ("Done", "good"), "skipped": ("Skipped", "quiet"),
}  # fmt: skip
RUN_WORDS = {"running": "Running", "paused": "Paused", "stopped": "Stopped", "finished": "Finished"}


def told_when(days: int, hour: int, is_first: bool) -> str:
    """Say when a step comes: "2 working days later, at 10:00"."""
    after = "the start" if is_first else "the step before"
    if days == 0:
        return f"at {hour}:00 on the day of {after}"
    return f"{days} working day{'' if days == 1 else 's'} after {after}, at {hour}:00"


def ended_words(run: SequenceRun) -> str:
    """Say why a run ended: "Stopped: Jo March replied on Mon 3 May"."""
    if run.state != "stopped":
        return ""
    return f"Stopped: {run.because} on {write_day(local_date(run.because_at, run.workspace.time_zone), run.workspace.today())}"


def standing(run: SequenceRun, steps: Iterable[SequenceStep]) -> str:
    """Say in a line where a run stands."""
    if run.state == "stopped":
        return ended_words(run)
    if run.state == "finished":
        return "All steps are through"
    if run.state == "paused":
        return "Rests until somebody lets it go on"
    now = next((step for step in steps if step.state in PENDING), None)
    if now is None:
        return "About to finish"
    if now.held:
        return now.held
    return f"Step {now.position}: {_of_step(run, now)}"


def _of_step(run: SequenceRun, step: SequenceStep) -> str:
    what = "task" if step.kind == "task" else "letter"
    if step.state == "planned":
        return f"{what} on {write_day(step.due_on, run.workspace.today())}" if step.due_on else f"{what} to come"
    return {"waiting": "a letter waits for approval", "open": f"to do: {step.what}", "outbox": "its letter is in the outbox"}[step.state]


def told_step(step: SequenceStep) -> dict[str, Any]:
    """A step for a page: its words and its state. A step that its run never reached says so."""
    label, meaning = STEP_WORDS[step.state]
    if not step.run.is_live and step.state in PENDING:
        label, meaning = ("Not sent" if step.kind == "letter" else "Not done"), "quiet"
    elif step.state == "waiting" and step.run.state == "paused":
        label, meaning = "Rests", "quiet"
    when = told_when(step.days, step.hour, step.position == 1)
    return {"step": step, "label": label, "slug": step.state, "meaning": meaning, "when": when}
