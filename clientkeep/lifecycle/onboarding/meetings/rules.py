"""What a step says while a meeting is booked, or waits to be. Plain Python."""

import datetime as dt


def awaited(meeting: str, why: str = "") -> str:
    """What the step waits for while nothing is booked: "a time for “First call”", and why it is asked for again."""
    return f"a time for “{meeting}”{f': {why}' if why else ''}"


def standing(when: str, colleague: str) -> str:
    """What it waits for once it is booked."""
    return f"the meeting on {when} with {colleague}"


def is_over(ends_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether the meeting has been held: its last minute has passed."""
    return ends_at <= now
