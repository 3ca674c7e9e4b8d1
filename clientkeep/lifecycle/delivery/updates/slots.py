"""Places in an update that later stages fill (from their panels.py)."""

from clientkeep.foundation.slots import Slot

# fill(span, client) returns {"facts": [Fact, …]} (rules.py); the template is not used. Only what the client may know.
MONEY = Slot("what the client owes, as an update tells it")
