"""The sentence with each understood part marked, for pages and screen readers."""

from dataclasses import dataclass

from clientkeep.lifecycle.billing.compose import Draft

COLOUR = {
    "client": "client",
    "client_email": "client",
    "amount": "amount",
    "quantity": "amount",
    "currency": "amount",
    "discount": "amount",
    "tax": "amount",
    "deposit": "amount",
    "payment": "amount",
    "description": "item",
    "issue_date": "date",
    "due_date": "date",
    "valid_until": "date",
    "schedule": "date",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text: understood as something, not understood, doubtful, or plain."""

    text: str
    state: str = "plain"
    kind: str = ""
    label: str = ""


def runs_of(text: str, draft: Draft) -> list[Run]:
    """Cut the text into runs that, put together, are the text again."""
    marks = [(left.start, left.end, Run("", "left", "", "Not understood")) for left in draft.leftovers]
    for part in draft.parts:
        doubts = [flag.message for flag in draft.flags if flag.start < part.end and part.start < flag.end]
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
