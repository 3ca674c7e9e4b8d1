"""What clients are told of an absence. Plain Python."""

import datetime as dt


def span_words(first: dt.date, last: dt.date) -> tuple[str, str]:
    """Return the first and the last day as a letter says them: "Monday 9 March 2026"."""
    return day_words(first), day_words(last)


def day_words(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def answer_key(absence_id: object, email: str) -> str:
    """Name the one answer that a sender gets during an absence."""
    return f"absence-answer:{absence_id}:{email.strip().casefold()}"


def notice_key(absence_id: object, contact_id: object) -> str:
    """Name the one letter that tells a contact of an absence."""
    return f"absence-notice:{absence_id}:{contact_id}"
