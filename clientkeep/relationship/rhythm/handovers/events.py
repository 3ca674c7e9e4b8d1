"""What happens to the hand-over of a client."""

from clientkeep.workspace.journal import declare

_KEYS = ("client", "owner")

HandOverNoted = declare("hand_over.noted", "{actor} left a note on the hand-over of {client} to {owner}", "change", sign="pencil", payload=_KEYS)
HandOverAcknowledged = declare(
    "hand_over.acknowledged", "{actor} has taken {client} over", "change", sign="user-check", payload=_KEYS
)
