"""The draft that reading a line gives, and its shape on the wire."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from clientkeep.foundation.understood import Assumption, Flag, Leftover, Part, told_beside


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
            **told_beside(self),
        }  # fmt: skip


def _iso(day: dt.date | None) -> str | None:
    return day and day.isoformat()
