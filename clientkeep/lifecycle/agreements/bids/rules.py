"""Rules of bids: which documents bid, and in which words their state stands beside an opportunity. Plain Python."""

KINDS = ("proposal", "quote", "estimate", "contract")
LABELS = tuple(kind.capitalize() for kind in KINDS)
STATES = {"draft": "in draft", "issued": "sent", "accepted": "accepted", "declined": "declined", "void": "taken back"}
MEANINGS = {"draft": "quiet", "issued": "waiting", "accepted": "good", "declined": "broken", "void": "quiet"}


def bids(payload: dict) -> bool:
    """Whether an event of a document is one of a kind that bids."""
    return str(payload.get("kind", "")).capitalize() in LABELS


def is_ahead(order: list, now: object, to: object) -> bool:
    """Whether a stage lies further on than the one where something stands; what stands in none is before all."""
    return now not in order or order.index(now) < order.index(to)
