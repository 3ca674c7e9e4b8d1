"""What was understood of a line that somebody wrote: its parts, what was assumed, what is left over, and what is in doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Part:
    """Characters [start, end) of the text (code points), the field that understood them, and its name for a reader."""

    start: int
    end: int
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """A value that the text does not give, and why it holds."""

    field: str
    value: str
    because: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """Characters [start, end) that the draft does not reflect, as written."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Characters [start, end) that can be read in more than one way, and how they were read or what to look at."""

    start: int
    end: int
    field: str
    message: str


class Understood(Protocol):
    """A draft that tells which of its text it understood."""

    parts: Sequence[Part]
    leftovers: Sequence[Leftover]
    flags: Sequence[Flag]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text: understood as something, not understood, doubtful, or plain."""

    text: str
    state: str = "plain"
    kind: str = ""
    label: str = ""


def runs_of(text: str, draft: Understood, colours: Mapping[str, str], other: str) -> list[Run]:
    """Cut the text into runs that, put together, are the text again. `colours`: the kind by field; `other` where none is named."""
    marks = [(left.start, left.end, Run("", "left", "", "Not understood")) for left in draft.leftovers]
    for part in draft.parts:
        doubts = [flag.message for flag in draft.flags if flag.start < part.end and part.start < flag.end]
        state, label = ("doubtful", doubts[0]) if doubts else ("understood", part.label)
        marks.append((part.start, part.end, Run("", state, colours.get(part.field, other), label)))
    runs, at = [], 0
    for start, end, mark in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if start < at or end <= start:
            continue
        if start > at:
            runs.append(Run(text[at:start]))
        runs.append(Run(text[start:end], mark.state, mark.kind, mark.label))
        at = end
    return [*runs, Run(text[at:])] if at < len(text) else runs


def told_beside(draft: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the four lists that every draft gives to programs."""
    return {
        "parts": [{"start": each.start, "end": each.end, "field": each.field, "label": each.label} for each in draft.parts],
        "assumed": [{"field": each.field, "value": str(each.value), "because": each.because} for each in draft.assumed],
        "leftovers": [{"start": each.start, "end": each.end, "text": each.text} for each in draft.leftovers],
        "flags": [{"start": each.start, "end": each.end, "field": each.field, "message": each.message} for each in draft.flags],
    }  # fmt: skip
