"""The line with each understood part marked, for pages and screen readers."""

from clientkeep.foundation import understood

from ..words import LogDraft

COLOUR = {
    "client": "client", "contact": "client", "member": "client", "kind": "item", "minutes": "amount",
    "happened_on": "date", "happened_at": "date",
}  # fmt: skip


def runs_of(text: str, draft: LogDraft) -> list[understood.Run]:
    """Cut the line into runs that, put together, are the line again."""
    return understood.runs_of(text, draft, COLOUR, "terms")
