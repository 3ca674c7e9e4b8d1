"""The facts that this room announces, about the opportunity."""

from clientkeep.workspace.journal import declare

_P = ("title", "client", "document")
BidLinked = declare("opportunity.bid", "{actor} linked {document} to the opportunity “{title}”", "sales", sign="link", payload=_P)
BidUnlinked = declare("opportunity.bid_unlinked", "{actor} took {document} off the opportunity “{title}”", "sales", sign="unlink", payload=_P)
BidHeldBack = declare("opportunity.held_back", "{document} was sent, and “{title}” stays in {stage}: {because}", "sales", sign="door-closed", payload=(*_P, "stage", "because"))
