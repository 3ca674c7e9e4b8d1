"""How pages name a letter's state: a word, and what it means for the reader (good, waiting, broken, quiet)."""

WORDS = {
    "waiting": ("Waiting for its PDF", "waiting"),
    "held": ("Held", "waiting"),
    "ready": ("Ready to leave", "waiting"),
    "sending": ("On its way", "waiting"),
    "sent": ("Sent", "good"),
    "failed": ("Not sent", "broken"),
    "bounced": ("Came back", "broken"),
    "unknown": ("Delivery unknown", "late"),
    "dropped": ("Dropped", "quiet"),
}
PURPOSES = {
    "document": "Document",
    "receipt": "Receipt",
    "portal": "Link to the portal",
    "sign_in": "Sign-in",
    "invitation": "Invitation",
    "test": "Test",
    "message": "Message",
    "mailing": "Mailing",
    "survey": "Question",
    "case": "Case",
    "ask": "Request for a word",
    "theme": "What changed",
    "booking": "Meeting",
    "notice": "Notice",
    "digest": "Digest of notices",
    "booking_reminder": "Reminder of a meeting",
}
# The outbox's parts: key, label, the states in it.
PARTS = (
    ("all", "All", tuple(WORDS)),
    ("attention", "Need you", ("failed", "bounced", "unknown")),
    ("held", "Held", ("held",)),
    ("leaving", "Leaving", ("waiting", "ready", "sending")),
    ("sent", "Sent", ("sent",)),
    ("dropped", "Dropped", ("dropped",)),
)
EXPLAINED = {
    "waiting": "It leaves as soon as its PDF is made.",
    "sending": "The mail server is being handed the letter.",
    "unknown": "The mail server was handed this letter, but no answer came. It may have arrived. It is not sent again "
    "by itself: ask the recipient, then say what is true.",
    "dropped": "It was dropped and does not leave.",
}


def word_of(letter) -> str:
    """Return the state's word; a letter that was put off says so."""
    if letter.is_scheduled and letter.state == "ready":
        return "Waits for its moment"
    return "Tries again" if letter.state == "ready" and letter.attempts else WORDS[letter.state][0]


def meaning_of(letter) -> str:
    return WORDS[letter.state][1]


def purpose_of(letter) -> str:
    """Return what the letter is, in a word or two."""
    return PURPOSES.get(letter.purpose, letter.purpose.replace("_", " ").capitalize())
