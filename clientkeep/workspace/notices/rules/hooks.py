"""What goes to a webhook, what is kept of its answer, and how long to wait after a failure."""

import datetime as dt

LONGEST_FAILURE = dt.timedelta(days=3)
LONGEST_TEXT = 3_000
_PAUSES = (1, 5, 30, 120, 360, 720)  # minutes


def escaped(text: str) -> str:
    """Return a text as Slack shows it literally: no link, mention or command can be made by what somebody wrote."""
    cut = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def safe_words(body: bytes) -> str:
    """Return at most 200 signs of an answer in one line, without control signs, for the person who set the webhook."""
    text = body[:2_000].decode("utf-8", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:200]


def pause_after(failures: int) -> dt.timedelta:
    """Return how long to wait after so many failures in a row; never more than half a day."""
    return dt.timedelta(minutes=_PAUSES[min(max(failures, 1), len(_PAUSES)) - 1])
