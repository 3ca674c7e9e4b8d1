"""A week of working blocks, as a person types it: "9:00-13:00, 14:00-18:00"."""

import re
from itertools import pairwise

from clientkeep.foundation.errors import Invalid

# Minutes since midnight, the end not included; a block may end at 24:00, where the next day's may begin at 0:00.
Blocks = tuple[tuple[int, int], ...]
Week = tuple[Blocks, ...]

MIDNIGHT = 24 * 60
MOST_BLOCKS = 8
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.](\d{2}))?", re.ASCII | re.IGNORECASE)


def parse_blocks(text: str, field: str | None = None) -> Blocks:
    """Return the blocks of one day in order; an empty text is a day off.

    Raises Invalid with the field for what is no time, for a block that ends before it begins, and for two that overlap.
    """
    parts = [part.strip() for part in re.split(r"[,;]", text[:200]) if part.strip()]
    if len(parts) > MOST_BLOCKS:
        raise Invalid(f"Use at most {MOST_BLOCKS} blocks a day.", field)
    blocks = sorted(_block(part, field) for part in parts)
    for (_, end), (start, _) in pairwise(blocks):
        if start < end:
            raise Invalid("Two blocks overlap. Let each begin when the one before has ended.", field)
    return tuple(blocks)


def write_blocks(blocks: Blocks) -> str:
    """Write the blocks of a day as they are typed."""
    return ", ".join(f"{_time(start)}-{_time(end)}" for start, end in blocks)


def _block(text: str, field: str | None) -> tuple[int, int]:
    found = _BLOCK.fullmatch(text)
    if not found:
        raise Invalid("Write times like 9:00-13:00, 14:00-18:00.", field)
    start, end = _minutes(found[1], found[2], field), _minutes(found[3], found[4], field)
    if end <= start:
        raise Invalid("A block ends after it begins. For a night, write one block until 24:00 and one on the next day.", field)
    return start, end


def _minutes(hours: str, minutes: str | None, field: str | None) -> int:
    total = int(hours) * 60 + int(minutes or 0)
    if total > MIDNIGHT or int(minutes or 0) > 59:
        raise Invalid("A day has the times 0:00 to 24:00.", field)
    return total


def _time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
