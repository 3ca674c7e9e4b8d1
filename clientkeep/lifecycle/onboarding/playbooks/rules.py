"""What a step of a playbook waits for, and whether its condition holds. Plain Python, no clock."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_STEPS, MOST_DAYS = 40, 250
THROUGH = ("done", "skipped", "left_out")
PENDING = ("planned", "waiting", "open", "blocked", "outbox")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where another step of the run stands: its title, its state, and the day on which it ended."""

    title: str
    state: str
    ended_on: dt.date | None


def counts_from(after: str, steps: Mapping[str, Standing], began: dt.date) -> dt.date | None:
    """Return the day from which a step counts: the start, or the end of the step `after`; None while that is under way."""
    if not after or after not in steps:
        return began
    return steps[after].ended_on if steps[after].state in THROUGH else None


def holds(only: Mapping[str, str], steps: Mapping[str, Standing], values: Mapping[str, Sequence[str]]) -> bool | None:
    """Tell whether a condition holds; None where the step that it asks about is under way.

    `{}` always holds; `{"step", "is"}` asks what became of a step; `{"field", "is"}` compares a field of the client.
    """
    if not only:
        return True
    if "step" not in only:
        return only["is"].strip().casefold() in [value.strip().casefold() for value in values.get(only["field"], ())]
    asked = steps.get(only["step"])
    if asked is None:
        return True
    if asked.state not in THROUGH:
        return None
    return (asked.state == "done") == (only["is"] == "done")


def waits_for(after: str, only: Mapping[str, str], steps: Mapping[str, Standing]) -> str:
    """Say which step a step waits for: "“Sign the agreement”"; empty where it waits for none."""
    named = [key for key in (after, only.get("step", "")) if key in steps and steps[key].state not in THROUGH]
    return " and ".join(f"“{steps[key].title}”" for key in dict.fromkeys(named))


def mentions(wanted: str, texts: list[str]) -> bool:
    """Tell whether any of the texts holds the wanted words, whatever their case; nothing wanted is always there."""
    words = " ".join(wanted.split()).casefold()
    return not words or any(words in " ".join(text.split()).casefold() for text in texts)
