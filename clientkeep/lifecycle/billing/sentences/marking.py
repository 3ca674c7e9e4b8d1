"""The sentence with each understood part marked, for pages and screen readers."""

from clientkeep.foundation import understood
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


def runs_of(text: str, draft: Draft) -> list[understood.Run]:
    """Cut the text into runs that, put together, are the text again."""
    return understood.runs_of(text, draft, COLOUR, "terms")
