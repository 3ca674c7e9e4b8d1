"""Which times are free, in plain Python. Instants are whole microseconds since 1970 in UTC, as in the rules of hours.

Time is claimed in quarter-hours: a meeting with its buffers takes every quarter that it touches, and two meetings of one
person share none. Every time zone of today lies a whole number of quarters from UTC, so they begin alike everywhere.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

MINUTE = 60_000_000
QUARTER = 15 * MINUTE

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """How long a meeting is, and the buffers that stay free before and after it, in minutes."""

    minutes: int
    before: int = 0
    after: int = 0

    @property
    def step(self) -> int:
        """Minutes from one offered beginning to the next: short meetings begin at each quarter, others at each half-hour."""
        return 15 if self.minutes < 30 else 30

    def span(self, start: int) -> Interval:
        """All the time that a meeting beginning at `start` keeps, its buffers included."""
        return start - self.before * MINUTE, start + (self.minutes + self.after) * MINUTE

    def quarters(self, start: int) -> range:
        """The numbers of the quarter-hours since 1970 that it touches."""
        since, until = self.span(start)
        return range(since // QUARTER, -(-until // QUARTER))


def free_starts(
    work: Sequence[Interval], busy: Sequence[Interval], taken: AbstractSet[int], shape: Shape, earliest: int, latest: int
) -> list[int]:
    """Return each instant from `earliest` to before `latest` at which a meeting of this shape may begin.

    `work`: when the person works, merged. `busy`: what else they do, merged. `taken`: the quarters claimed by meetings.
    The meeting itself lies within one stretch of work; its buffers may reach out of it.
    """
    ends = [end for _, end in busy]
    found = []
    for start in _beginnings(work, shape):
        if earliest <= start < latest and taken.isdisjoint(shape.quarters(start)):
            since, until = shape.span(start)
            place = bisect_left(ends, since + 1)
            if place == len(busy) or busy[place][0] >= until:
                found.append(start)
    return found


def _beginnings(work: Sequence[Interval], shape: Shape) -> Iterator[int]:
    for begins, ends in work:
        start = -(-begins // QUARTER) * QUARTER
        while start + shape.minutes * MINUTE <= ends:
            yield start
            start += shape.step * MINUTE
