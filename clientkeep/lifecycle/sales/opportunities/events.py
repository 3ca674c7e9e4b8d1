"""The facts that this room announces. Notes and addresses stand in the rows, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("title", "client")
OpportunityNoted = declare("opportunity.noted", "{actor} noted the opportunity “{title}”", "sales", sign="target", payload=_P)
OpportunityChanged = declare("opportunity.changed", "{actor} changed the opportunity “{title}”: {what}", "sales", sign="pencil", payload=(*_P, "what"))
OpportunityMoved = declare("opportunity.moved", "{actor} moved the opportunity “{title}” from {before} to {stage}", "sales", sign="columns-3", payload=(*_P, "before", "stage"))
OpportunityWon = declare("opportunity.won", "{actor} won the opportunity “{title}”", "sales", sign="trophy", payload=(*_P, "value", "source"))
OpportunityLost = declare("opportunity.lost", "{actor} lost the opportunity “{title}”: {reason}", "sales", sign="circle-x", payload=(*_P, "reason", "source"))
OpportunityReopened = declare("opportunity.reopened", "{actor} reopened the opportunity “{title}”", "sales", sign="rotate-ccw", payload=_P)
OpportunityAdopted = declare("opportunity.adopted", "The opportunity “{title}” belongs to {client}", "sales", sign="user-plus", payload=_P)
