"""What was understood, in rows for a page: each with the name by which a person leaves it out."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from .changing import as_read
from .understood import Understood

NAMES = {
    "kind": "Kind", "client": "Client", "happened_on": "Day", "happened_at": "Time", "who": "Who", "due": "Due",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One thing that will be kept, unless its tick is taken away."""

    name: str
    label: str
    what: str
    day: object
    kept: bool
    was: str = ""
    side: str = ""
    is_changed: bool = False


def told(read: Understood, left_out: Collection[str]) -> list[Row]:
    """Decisions, promises, questions and the next step, in the order in which they are kept."""
    draft = read.draft
    rows = [("decision", number, "Decided", what, None) for number, what in enumerate(draft.decisions)]
    rows += [
        ("promise", number, _promiser(read, each.side, each.who), each.what, each.due_on)
        for number, each in enumerate(draft.promises)
    ]
    rows += [("question", number, "To ask", what, None) for number, what in enumerate(draft.questions)]
    found = [Row(f"{kind}-{number}", label, what, day, f"{kind}-{number}" not in left_out) for kind, number, label, what, day in rows]
    found = [_changeable(row, read) for row in found]
    if draft.next_step:
        step = draft.next_step
        found.append(Row("next_step", "Next step", step.what, step.on, "next_step" not in left_out))
    return found


def _changeable(row: Row, read: Understood) -> Row:
    """A promise with its side, a decision with its words: as read, and whether a person changed it."""
    kind, number = row.name.split("-")
    if row.name not in read.was:
        return row
    now, side = as_read(read.draft)[row.name], read.draft.promises[int(number)].side if kind == "promise" else ""
    return replace(row, was=read.was[row.name], side=side, is_changed=now != read.was[row.name])


def assumptions(read: Understood) -> list[tuple[str, str, str]]:
    """(name, value, why) of what the line does not say."""
    return [(NAMES.get(each.field, each.field), each.value, each.because) for each in read.draft.assumed]


def _promiser(read: Understood, side: str, who: str | None) -> str:
    if side == "ours":
        return f"{who or 'We'} will" if who else "We will"
    return f"{who or (read.client.name if read.client else 'They')} will"
