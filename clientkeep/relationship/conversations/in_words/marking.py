"""The line with each understood part marked, for pages and screen readers."""

from dataclasses import dataclass

from ..words import LogDraft

COLOUR = {
    "client": "client", "contact": "client", "member": "client", "kind": "item", "minutes": "amount",
    "happened_on": "date", "happened_at": "date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the line: understood as something, not understood, doubtful, or plain."""

    text: str
    state: str = "plain"
    kind: str = ""
    label: str = ""


def runs_of(text: str, draft: LogDraft) -> list[Run]:
    """Cut the line into runs that, put together, are the line again."""
    marks = [(left.start, left.end, Run("", "left", "", "Not understood")) for left in draft.leftovers]
    for part in draft.parts:
        doubts = [flag.message for flag in draft.flags if part.start <= flag.start and flag.end <= part.end]
        state, label = ("doubtful", doubts[0]) if doubts else ("understood", part.label)
        marks.append((part.start, part.end, Run("", state, COLOUR.get(part.field, "terms"), label)))
    runs, at = [], 0
    for start, end, mark in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if start < at or end <= start:
            continue
        if start > at:
            runs.append(Run(text[at:start]))
        runs.append(Run(text[start:end], mark.state, mark.kind, mark.label))
        at = end
    return [*runs, Run(text[at:])] if at < len(text) else runs
