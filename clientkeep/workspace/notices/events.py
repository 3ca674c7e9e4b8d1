"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

NoticesChosen = declare("notices.chosen", "{actor} chose what to be told, and how", "change", sign="bell")
WebhookSet = declare("webhook.set", "{actor} set the webhook of {whose}: {host}", "change", sign="webhook", payload=("whose", "host"))
WebhookRemoved = declare("webhook.removed", "{actor} removed the webhook of {whose}", "change", sign="webhook", payload=("whose", "host"))
WebhookPaused = declare(
    "webhook.paused", "The webhook of {whose} failed for three days and is paused: {words}", "change", sign="circle-pause",
    payload=("whose", "host", "words", "member"),
)  # fmt: skip
WebhookResumed = declare("webhook.resumed", "{actor} switched the webhook of {whose} on again", "change", sign="play", payload=("whose", "host"))
