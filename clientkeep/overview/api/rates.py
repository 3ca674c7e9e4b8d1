"""How often a token may ask: 120 times a minute, 40 at once. Kept in the process, so that a read writes nothing.

Each web process keeps its own buckets, and each gets its share: with CLIENTKEEP_WEB_PROCESSES = 4 a bucket fills a
quarter as fast. Wrong tokens are counted in the database instead (tokens.py), since guessing must not start anew
with a process.
"""

import threading
import time

from django.conf import settings

from clientkeep.foundation.errors import TooMany

MOST_BUCKETS = 10_000
_buckets: dict[object, tuple[float, float]] = {}
_lock = threading.Lock()


def take_turn(token_id: object) -> None:
    """Take one turn of a token. Raises TooMany with the whole seconds after which there is one again."""
    a_second = settings.API_RATE / 60 / settings.WEB_PROCESSES
    burst = max(1.0, settings.API_BURST / settings.WEB_PROCESSES)
    now = time.monotonic()
    with _lock:
        left, at = _buckets.get(token_id, (burst, now))
        left = min(burst, left + (now - at) * a_second)
        if left < 1:
            wait = max(1, int((1 - left) / a_second + 0.999))
            raise TooMany(f"Too many requests with this token. Try again in {wait} seconds.", retry_after=wait)
        if len(_buckets) >= MOST_BUCKETS:
            _buckets.clear()
        _buckets[token_id] = (left - 1, now)


def forget_turns() -> None:
    """Every token starts with a full bucket."""
    with _lock:
        _buckets.clear()
