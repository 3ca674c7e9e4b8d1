"""What happens to an expectations letter. The words stay in the letter itself; its digest is told."""

from clientkeep.workspace.journal import declare

_P = ("client", "subject", "digest")
ExpectationsSent = declare("expectations.sent", "{actor} sent the expectations letter to {to}: {subject}", "promise", sign="send", payload=(*_P, "to"))
ExpectationsAcknowledged = declare(
    "expectations.acknowledged", "{actor} acknowledged the expectations letter: {subject}", "promise", sign="mail-check", payload=_P,
    shown_to_client=True,
)  # fmt: skip
ExpectationsReplaced = declare("expectations.replaced", "A newer expectations letter took the place of “{subject}”", "promise", sign="replace", payload=_P)
