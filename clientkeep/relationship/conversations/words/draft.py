"""The draft that reading a line gives, and its shape on the wire."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


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
    """Characters [start, end) that can be read in more than one way, and what to look at."""

    start: int
    end: int
    field: str
    message: str


@dataclass(slots=True)
class Promised:
    """A promise of one side. `who` is a name on record, or as written; None where nobody is named."""

    side: str
    what: str
    due_on: dt.date | None = None
    who: str | None = None


@dataclass(slots=True)
class NextStep:
    """What happens next with the client, and when."""

    what: str
    on: dt.date | None = None


@dataclass(slots=True)
class LogDraft:
    """One line as understood: an entry with what follows from it, what was assumed, left over, and doubtful."""

    kind: str
    happened_on: dt.date
    text: str
    happened_at: dt.time | None = None
    client: str | None = None
    contacts: list[str] = field(default_factory=list)
    minutes: int | None = None
    direction: str | None = None
    decisions: list[str] = field(default_factory=list)
    promises: list[Promised] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    next_step: NextStep | None = None
    parts: list[Part] = field(default_factory=list)
    assumed: list[Assumption] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def as_wire(self) -> dict[str, Any]:
        """The draft as plain values: ISO dates, times HH:MM, lists in the order of the text."""
        return {
            "kind": self.kind,
            "client": self.client,
            "contacts": list(self.contacts),
            "happened_on": self.happened_on.isoformat(),
            "happened_at": self.happened_at and self.happened_at.strftime("%H:%M"),
            "minutes": self.minutes,
            "direction": self.direction,
            "text": self.text,
            "decisions": list(self.decisions),
            "promises": [
                {"side": each.side, "who": each.who, "what": each.what, "due_on": _iso(each.due_on)}
                for each in self.promises
            ],
            "questions": list(self.questions),
            "next_step": self.next_step and {"what": self.next_step.what, "on": _iso(self.next_step.on)},
            "parts": [
                {"start": each.start, "end": each.end, "field": each.field, "label": each.label} for each in self.parts
            ],
            "assumed": [
                {"field": each.field, "value": each.value, "because": each.because} for each in self.assumed
            ],
            "leftovers": [{"start": each.start, "end": each.end, "text": each.text} for each in self.leftovers],
            "flags": [
                {"start": each.start, "end": each.end, "field": each.field, "message": each.message}
                for each in self.flags
            ],
        }  # fmt: skip


def _iso(day: dt.date | None) -> str | None:
    return day and day.isoformat()
