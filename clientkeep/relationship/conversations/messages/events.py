"""What this room announces. A message's words stay in the message: the journal tells its subject alone."""

from clientkeep.workspace.journal import declare

MessageReceived = declare(
    "message.received", "{who} wrote: {subject}", "mail", sign="mail-open",
    payload=("client", "who", "subject", "channel", "automatic"),
)  # fmt: skip
MessageWritten = declare(
    "message.written", "{actor} wrote to {who}: {subject}", "mail", sign="send", payload=("client", "who", "subject", "channel"),
)  # fmt: skip
MessageWithdrawn = declare(
    "message.withdrawn", "“{subject}” to {who} was taken back before it left", "mail", sign="mail-minus",
    payload=("client", "who", "subject"),
)  # fmt: skip
ThreadAnswered = declare(
    "thread.answered", "{actor} marked “{subject}” as needing no answer", "mail", sign="check", payload=("client", "subject"),
)  # fmt: skip
MessageMoved = declare(
    "message.moved", "{actor} moved “{subject}” from {before} to {after}", "mail", sign="folder-input",
    payload=("client", "subject", "before", "after"),
)  # fmt: skip
