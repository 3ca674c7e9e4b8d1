"""Places on the client's own pages that later stages fill (from their panels.py). `acting` is the Visitor."""

from dataclasses import dataclass

from clientkeep.foundation.slots import Slot


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """One thing that waits for the client: `rank` orders them, what blocks the work first (1)."""

    title: str
    words: str
    url: str
    label: str
    minutes: int = 1
    rank: int = 50


# fill(visitor, None) returns {"cards": [WaitingCard, …]}; the template is not used
WAITING = Slot("what waits for the client, on the start page")
# fill(visitor, document): a template with the act's button or form, the primary one first
DOCUMENT_ACTS = Slot("what the client can do on a document's page: accept, pay")
# fill(visitor, None): a template with one panel
SECTIONS = Slot("sections of the start page: documents, payments, files")
