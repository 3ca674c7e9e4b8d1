"""The facts that this room announces. A baseline is told by the acceptance itself."""

from clientkeep.workspace.journal import declare

_P = ("client", "agreement")
ScopeChanged = declare("scope.changed", "{change} changes what is agreed with {agreement}: {by_minor}", "approval", sign="file-diff", payload=(*_P, "change", "by_minor"))
GiftGiven = declare(
    "scope.gift_given", "{actor} gave “{what}” on top of {agreement}, worth {value}", "approval", sign="gift", payload=(*_P, "what", "value"), shown_to_client=True
)
GiftTakenBack = declare("scope.gift_taken_back", "{actor} took back the gift “{what}” of {agreement}", "approval", sign="undo-2", payload=(*_P, "what"))
