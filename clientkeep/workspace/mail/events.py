"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

_PAYLOAD = ("subject", "to", "purpose", "letter", "about_type", "about_id")

LetterSent = declare("letter.sent", "“{subject}” was sent to {to}", "mail", sign="send", payload=_PAYLOAD)
LetterFailed = declare(
    "letter.failed", "“{subject}” could not be sent to {to}", "mail", sign="mail-x", payload=_PAYLOAD
)
LetterBounced = declare(
    "letter.bounced", "“{subject}” to {to} came back", "mail", sign="mail-x", payload=_PAYLOAD
)
LetterUnknown = declare(
    "letter.unknown",
    "Whether “{subject}” reached {to} is not known",
    "mail",
    sign="mail-question-mark",
    payload=_PAYLOAD,
)
LetterDropped = declare(
    "letter.dropped", "{actor} dropped “{subject}” to {to}", "mail", sign="mail-minus", payload=_PAYLOAD
)
MailServerSet = declare("mail_server.set", "{actor} set the mail server", "change", sign="server", payload=("host",))
MailServerRemoved = declare("mail_server.removed", "{actor} removed the mail server", "change", sign="server-off")
WordingChanged = declare(
    "wording.changed", "{actor} changed the wording of {letter}", "change", sign="pencil", payload=("letter",)
)
