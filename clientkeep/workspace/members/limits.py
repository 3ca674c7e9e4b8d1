"""Limits against guessing and flooding, counted in the database, never in a session or a process."""

import datetime as dt

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import TooMany


class Attempts(models.Model):
    """How often something was tried under one key in one window. Windows end by themselves."""

    key = models.CharField(max_length=200, primary_key=True)
    window_ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)


def count_attempt(what: str, who: str, limit: int, window: dt.timedelta) -> None:
    """Count one try of `what` by `who` (an account, an address, a token).

    Raises TooMany with the seconds to wait once more than `limit` tries fall into one window.
    Counts in a transaction of its own where none is open, so that a failed act still counts.
    """
    now = clock.now()
    key = f"{what}:{who}"[:200]
    with transaction.atomic():
        row, fresh = Attempts.objects.select_for_update().get_or_create(
            key=key, defaults={"window_ends_at": now + window, "count": 1}
        )
        if not fresh:
            if row.window_ends_at <= now:
                row.window_ends_at, row.count = now + window, 0
            row.count += 1
            row.save(update_fields=["window_ends_at", "count"])
    if row.count > limit:
        wait = max(1, int((row.window_ends_at - now).total_seconds()))
        raise TooMany(f"Too many tries. Try again in {_words(wait)}.", retry_after=wait)


def forget_attempts(what: str, who: str) -> None:
    """Start the count anew, as after a good sign-in."""
    Attempts.objects.filter(key=f"{what}:{who}"[:200]).delete()


def one_at_a_time(what: str) -> None:
    """Let only one open transaction at a time do `what`; the next waits here until the first has ended."""
    Attempts.objects.select_for_update().get_or_create(key=f"lock:{what}", defaults={"window_ends_at": clock.now()})


def _words(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 90 else f"{-(-seconds // 60)} minutes"
