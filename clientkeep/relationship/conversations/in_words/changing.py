"""What a person changed of the promises and decisions that a line was read to hold, before it is logged."""

import datetime as dt
import re
from collections.abc import Mapping

from clientkeep.foundation.errors import Invalid

from ..decisions.model import LONGEST
from ..promises.model import SIDES
from ..words import LogDraft

NAMES = re.compile(r"(promise|decision)-[0-9]{1,3}-(was|side|day|what)")


def as_read(draft: LogDraft) -> dict[str, str]:
    """How each was read, by name: a change is taken only while the line still says what was changed."""
    read = {f"promise-{n}": "|".join((each.side, each.what, _iso(each.due_on))) for n, each in enumerate(draft.promises)}
    return read | {f"decision-{n}": what for n, what in enumerate(draft.decisions)}


def changes_in(said: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form that change promises and decisions."""
    return {name: str(said.get(name, "")) for name in said if NAMES.fullmatch(name)}


def change(draft: LogDraft, said: Mapping[str, str]) -> None:
    """Put side, day and words in place of what was read. Raises Invalid naming the field."""
    for name, read in as_read(draft).items():
        if said.get(f"{name}-was") != read:
            continue
        kind, number = name.split("-")
        if kind == "decision":
            draft.decisions[int(number)] = _words(said.get(f"{name}-what", read), f"{name}-what")
        else:
            _promise(draft.promises[int(number)], said, name)


def _promise(promise, said: Mapping[str, str], name: str) -> None:
    side, day = said.get(f"{name}-side", promise.side), said.get(f"{name}-day", _iso(promise.due_on))
    if side not in dict(SIDES):
        raise Invalid("Say whose promise it is: ours or theirs.", f"{name}-side")
    if side != promise.side:
        # Whoever was named stands on the other side.
        promise.side, promise.who = side, None
    try:
        promise.due_on = dt.date.fromisoformat(day) if day else None
    except ValueError:
        raise Invalid("Enter the day as 2026-05-12.", f"{name}-day") from None


def _words(text: str, field: str) -> str:
    words = " ".join(text.split())
    if not words or len(words) > LONGEST or "\x00" in words:
        raise Invalid(f"Say what was decided, in at most {LONGEST} characters; or take its tick off.", field)
    return words


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
