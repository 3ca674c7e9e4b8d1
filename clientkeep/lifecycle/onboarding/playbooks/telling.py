"""How playbooks, runs and steps read on a page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .going_on import blocked_words
from .rules import THROUGH
from .run import PlaybookRun
from .run_step import PlaybookStep
from .steps import kind_of

# By state of a step: the word, and what it means.
STEP_WORDS = {
    "planned": ("Planned", "quiet"), "waiting": ("Waits for your approval", "waiting"), "open": ("To do", "waiting"), "blocked": ("Blocked", "late"),
    "outbox": ("Written", "quiet"), "done": ("Done", "good"), "skipped": ("Skipped", "quiet"), "left_out": ("Not needed", "quiet"),
}  # fmt: skip
RUN_WORDS = {"running": ("Running", "waiting"), "stopped": ("Stopped", "quiet"), "finished": ("Finished", "good")}


def told_when(step: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Say when a step comes: "2 working days after “Sign the agreement”"."""
    since = f"“{titles[step['after']]}”" if step["after"] in titles else "the start"
    days = step["days"]
    return f"at once after {since}" if days == 0 else f"{days} working day{'' if days == 1 else 's'} after {since}"


def told_condition(only: Mapping[str, str], titles: Mapping[str, str], fields: Mapping[str, str]) -> str:
    """Say when a step is needed at all; empty where always."""
    if not only:
        return ""
    if "field" in only:
        return f"only if {fields.get(only['field'], only['field']).split(',')[0].lower()} is “{only['is']}”"
    return f"only if “{titles.get(only['step'], '')}” was {only['is']}"


def told_steps(steps: Sequence[Mapping[str, Any]]) -> str:
    """Say in words what a playbook is made of: "4 for us, 3 for the client"."""
    ours = sum(step["side"] == "us" for step in steps)
    said = [f"{count} {whom}" for count, whom in ((ours, "for us"), (len(steps) - ours, "for the client")) if count]
    return ", ".join(said) or "no steps yet"


def told_run(run: PlaybookRun, steps: Iterable[PlaybookStep]) -> dict[str, Any]:
    """A run with its steps, its progress, and what it waits for."""
    rows = sorted(steps, key=lambda step: step.position)
    for step in rows:
        step.run = run
    label, meaning = RUN_WORDS[run.state]
    counted = [step for step in rows if step.state != "left_out"]
    through = sum(step.state in THROUGH for step in counted)
    return {
        "run": run, "label": label, "meaning": meaning, "through": through, "total": len(counted),
        "steps": [told_step(step, rows) for step in rows], "standing": standing_of(run, rows),
    }  # fmt: skip


def told_step(step: PlaybookStep, steps: list[PlaybookStep]) -> dict[str, Any]:
    """A step with the word for its state, when it comes, and what it waits for."""
    label, meaning = STEP_WORDS[step.state]
    kind = kind_of(step.kind)
    if step.state == "open" and step.thing and kind.stands_as:
        label, meaning = kind.stands_as, "good"
    elif step.state == "open" and step.side == "client":
        label = "With the client"
    titles = {each.key: each.title for each in steps}
    return {
        "step": step, "slug": step.state.replace("_", "-"), "label": label, "meaning": meaning, "kind": kind,
        "when": told_when({"after": step.after, "days": step.days}, titles), "waits_for": blocked_words(step, steps) if step.run.is_running else "",
        "page": kind.page(step) if kind.page else "",
    }  # fmt: skip


def standing_of(run: PlaybookRun, steps: list[PlaybookStep]) -> str:
    """Where a run stands, in a line: what comes next, or how it ended."""
    if run.state == "stopped":
        return run.because
    if run.state == "finished":
        return "Everything is done"
    current = next((step for state in ("waiting", "open", "blocked", "outbox", "planned") for step in steps if step.state == state), None)
    return current.title if current else ""
