"""Places on a document's pages that later stages fill (from their panels.py)."""

from clientkeep.foundation.slots import Slot

DOCUMENT_FACTS = Slot("the facts that decide, under a document's number")
DOCUMENT_ACTS = Slot("acts on a document, the primary one first")
DOCUMENT_MENU = Slot("entries of a document's menu")
DOCUMENT_PANELS = Slot("panels beside the paper")
# on the page before a draft is sent
SENDING_NOTES = Slot("what to look at before a draft goes")
# fill(acting, draft) with {"label", "words", "url"}: issue it and go on there, instead of a letter; the template is not used
SENDING_WAYS = Slot("other ways to send a draft than by a letter, such as for signature")
PAPER_MARKS = Slot("what the paper says of its state, such as paid")
# fill(acting, shelf) with shelf invoices or quotes: {"label", "url"} beside the kinds above a list; the template is not used
LIST_PLACES = Slot("places of later stages beside a list's kinds, such as payments")
