"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

ResponsePromised = declare(
    "response.promised", "{actor} promised {whom} an answer: {promise}", "change", sign="timer", payload=("whom", "promise")
)
ResponseDueSoon = declare(
    "response.due_soon", "{client} waits for an answer by {due}", "mail", sign="timer",
    payload=("client", "subject", "due", "due_at"),
)  # fmt: skip
ResponseBreached = declare(
    "response.breached", "{client} was promised an answer by {due} and still waits", "mail", sign="triangle-alert",
    payload=("client", "subject", "due", "due_at"),
)  # fmt: skip
WaitSettled = declare(
    "response.settled", "{actor} marked “{subject}” as needing no answer", "mail", sign="check", payload=("client", "subject", "thread")
)
WaitHanded = declare(
    "response.on_them", "{actor} marked “{subject}” as waiting on {client}", "mail", sign="arrow-right",
    payload=("client", "subject", "thread"),
)  # fmt: skip
WaitTaken = declare(
    "response.on_us", "{actor} marked “{subject}” as waiting on us", "mail", sign="arrow-left",
    payload=("client", "subject", "thread"),
)  # fmt: skip
