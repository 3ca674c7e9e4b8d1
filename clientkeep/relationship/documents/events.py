"""The facts that every document kind announces."""

from clientkeep.workspace.journal import declare

_D = ("client", "kind", "number", "total")
DocumentDrafted = declare(
    "document.drafted", "{actor} drafted {a_kind} over {total}", "document", sign="file-pen", payload=_D
)
DraftChanged = declare(
    "document.draft_changed", "{actor} changed the draft {kind}", "document", sign="file-pen", payload=_D
)
DraftDropped = declare(
    "document.draft_dropped", "{actor} threw away a draft {kind}", "document", sign="file-x", payload=_D
)
DocumentIssued = declare(
    "document.issued",
    "{kind_first} {number} issued over {total}",
    "document",
    sign="file-check",
    payload=(*_D, "repeats"),
    shown_to_client=True,
)
DocumentSent = declare(
    "document.sent",
    "{actor} put {kind} {number} into the outbox for {to}",
    "document",
    sign="send",
    payload=(*_D, "to"),
    shown_to_client=True,
)
DocumentViewed = declare("document.viewed", "{actor} read {kind} {number}", "document", sign="eye", payload=_D)
DocumentAccepted = declare(
    "document.accepted",
    "{actor} accepted {kind} {number}",
    "approval",
    sign="circle-check",
    payload=_D,
    shown_to_client=True,
)
DocumentDeclined = declare(
    "document.declined",
    "{actor} declined {kind} {number}: {reason}",
    "approval",
    sign="circle-x",
    payload=(*_D, "reason"),
    shown_to_client=True,
)
DocumentVoided = declare(
    "document.voided", "{actor} voided {kind} {number}: {reason}", "document", sign="ban", payload=(*_D, "reason")
)
QuestionAsked = declare(
    "document.question",
    "{actor} asked about {kind} {number}: {text}",
    "mail",
    sign="message-circle-question-mark",
    payload=(*_D, "text"),
    shown_to_client=True,
)
