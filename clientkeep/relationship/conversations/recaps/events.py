"""What happens to a recap. The words stay in the recap itself; its digest is told."""

from clientkeep.workspace.journal import declare

_KEYS = ("client", "subject", "version", "digest")

RecapSent = declare("recap.sent", "{actor} sent a recap to {to}: {subject}", "promise", sign="send", payload=(*_KEYS, "to"))
RecapConfirmed = declare(
    "recap.confirmed", "{actor} confirmed the recap: {subject}", "promise", sign="mail-check", payload=_KEYS, shown_to_client=True
)
RecapQuestioned = declare(
    "recap.questioned", "{actor} does not see it so: {subject}. “{text}”", "promise", sign="message-circle-question-mark",
    payload=(*_KEYS, "text"), shown_to_client=True,
)  # fmt: skip
RecapReplaced = declare("recap.replaced", "{actor} wrote the recap anew: {subject}", "promise", sign="replace", payload=_KEYS)
