"""What happens to a decision. `day` is the business day on which it took effect (ISO)."""

from clientkeep.workspace.journal import declare

_KEYS = ("client", "who", "text", "day")

DecisionNoted = declare("decision.noted", "{who} decided: {text}", "promise", sign="gavel", payload=_KEYS)
DecisionReplaced = declare(
    "decision.replaced", "{who} decided anew: {text}", "promise", sign="replace", payload=(*_KEYS, "before")
)
DecisionWithdrawn = declare(
    "decision.withdrawn", "{actor} withdrew a decision: {text} ({because})", "promise", sign="undo-2",
    payload=(*_KEYS, "because"),
)  # fmt: skip
