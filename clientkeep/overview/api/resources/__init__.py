"""The rooms of the interface, one for each noun."""

from . import (
    asks,
    cases,
    compose,
    contacts,
    files,
    hours,
    letters,
    log,
    mailings,
    me,
    messages,
    payments,
    response,
    surveys,
    templates,
    themes,
    timeline,
    trust,
)
from .clients import room as clients
from .documents import room as documents
from .log_words import room as log_words

ROOMS = [
    ("/me", me.room, "Me"),
    ("/members", me.members, "Members"),
    ("/clients", clients, "Clients"),
    ("/client-fields", me.client_fields, "Clients"),
    ("/contacts", contacts.room, "Contacts"),
    ("/log", log.room, "Log"),
    ("/log", log_words, "Log"),
    ("/timeline", timeline.room, "Timeline"),
    ("/documents", documents, "Documents"),
    ("/payments", payments.room, "Payments"),
    ("/compose", compose.room, "Compose"),
    ("/letters", letters.room, "Letters"),
    ("/messages", messages.room, "Messages"),
    ("/templates", templates.room, "Templates"),
    ("/mailings", mailings.room, "Mailings"),
    ("/files", files.room, "Files"),
    ("/trust", trust.room, "Trust"),
    ("/surveys", surveys.room, "Surveys"),
    ("/cases", cases.room, "Cases"),
    ("/asks", asks.room, "Asks"),
    ("/themes", themes.room, "Themes"),
    ("/waits", response.waits, "Answers"),
    ("/response-times", response.times, "Answers"),
    ("/response-promises", response.promises, "Answers"),
    ("/working-hours", hours.hours, "Hours"),
    ("/absences", hours.absences, "Hours"),
]
