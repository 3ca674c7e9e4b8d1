"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

TrustTurned = declare(
    "trust.turned", "Trust turned for the worse: {why}", "feedback", sign="trending-down", payload=("client", "why", "since"),
)  # fmt: skip
WeightsChanged = declare("trust.weights_changed", "{actor} changed what counts in the trust account", "change", sign="scale")
