"""The words of letters about late promises: friendly for theirs, honest for ours. A person reads them before they go."""

import datetime as dt
from typing import Any

from clientkeep.relationship.clients.calling import first_name


def about_theirs(promise: Any, contact: Any, sender: str) -> tuple[str, str]:
    """Return (subject, text) of a friendly reminder."""
    text = (
        f"{_hello(contact)}\n\non {day_words(promise.made_on)} we noted that you would do this by {day_words(promise.due_on)}:\n\n"
        f"- {promise.what}\n\nIs it on its way, or do you need another day? Tell us which day suits you, and we plan with it.\n\n{_close(promise, sender)}"
    )
    return _subject(promise.what), text


def about_ours(promise: Any, contact: Any, sender: str, new_day: dt.date) -> tuple[str, str]:
    """Return (subject, text) of an honest word about our own delay."""
    text = (
        f"{_hello(contact)}\n\nwe promised you this by {day_words(promise.due_on)}:\n\n- {promise.what}\n\n"
        f"We did not keep that day, and we are sorry. You have it by {day_words(new_day)}.\n\n{_close(promise, sender)}"
    )
    return _subject(promise.what), text


def _subject(what: str) -> str:
    return f"About: {what}"[:200]


def _hello(contact: Any) -> str:
    return f"Hello {first_name(str(contact))}," if contact else "Hello,"


def _close(promise: Any, sender: str) -> str:
    return "\n".join(filter(None, (sender, promise.workspace.name)))


def day_words(day: dt.date) -> str:
    """Write "8 May 2026"."""
    return f"{day.day} {day:%B} {day.year}"
