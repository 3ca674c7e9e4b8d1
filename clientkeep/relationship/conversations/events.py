"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

NoteWritten = declare("note.written", "{actor} noted: {text}", "note", sign="sticky-note", payload=("client", "text"))
CallLogged = declare(
    "call.logged",
    "{actor} logged a call with {with_whom}: {text}",
    "call",
    sign="phone",
    payload=("client", "with_whom", "text"),
)
MeetingLogged = declare(
    "meeting.logged",
    "{actor} logged a meeting with {with_whom}: {text}",
    "meeting",
    sign="users",
    payload=("client", "with_whom", "text"),
)
MailLogged = declare(
    "mail.logged",
    "{actor} logged a mail with {with_whom}: {text}",
    "mail",
    sign="mail",
    payload=("client", "with_whom", "text"),
)
MessageLogged = declare(
    "message.logged",
    "{actor} logged a message with {with_whom}: {text}",
    "mail",
    sign="message-circle",
    payload=("client", "with_whom", "text"),
)
EntryCorrected = declare(
    "entry.corrected", "{actor} corrected an entry: {text}", "note", sign="pencil", payload=("client", "text", "before", "was")
)

OF_KIND = {
    "note": NoteWritten,
    "call": CallLogged,
    "meeting": MeetingLogged,
    "mail": MailLogged,
    "message": MessageLogged,
}
