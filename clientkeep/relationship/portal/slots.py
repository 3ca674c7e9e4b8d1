"""Places on the client's own pages that later stages fill (from their panels.py). `acting` is the Visitor."""

from clientkeep.foundation.slots import Slot

WAITING = Slot("what waits for the client, on the start page")
DOCUMENT_ACTS = Slot("what the client can do on a document's page: accept, pay")
SECTIONS = Slot("sections of the start page: documents, payments, files")
