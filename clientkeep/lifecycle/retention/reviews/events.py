"""The facts that this room announces. What was noted for next time stays in the review."""

from clientkeep.workspace.journal import declare

ReviewFinished = declare(
    "review.finished", "{actor} went through {seen} clients and passed over {skipped}", "change", sign="list-checks",
    payload=("seen", "skipped"),
)  # fmt: skip
ClientReviewed = declare("review.client", "{actor} went over {client}", "note", sign="eye", payload=("client",))
ClientPassedOver = declare("review.passed_over", "{actor} passed over {client} in the review", "note", sign="skip-forward", payload=("client",))
