"""When something may be told, and what may be put into a webhook. Plain Python, no clock."""

from .hooks import LONGEST_FAILURE, escaped, pause_after, safe_words
from .times import next_window, parse_time, parse_windows, quiet_end, write_time

__all__ = [
    "LONGEST_FAILURE", "escaped", "next_window", "parse_time", "parse_windows", "pause_after", "quiet_end", "safe_words", "write_time",
]  # fmt: skip
