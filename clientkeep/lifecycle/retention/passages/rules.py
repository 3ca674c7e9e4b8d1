"""How things pass through the stations of a client's life: how many are there and how long, how many went on, and why not.

Plain Python over plain facts. Days are calendar days of the firm.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

# A share says something only from so many on.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing at one station: from a day to a day. `how` it left: "on" to the next, "lost" for a reason, or "" (still here).

    `step` says where within the station it stands and waits, `waits_since` from when on (empty: since it came). `page` names the route of its own page, `id` whose page it is.
    """

    page: str
    id: str
    words: str
    client: str
    entered: dt.date
    left: dt.date | None = None
    how: str = ""
    why: str = ""
    step: str = ""
    waits_since: dt.date | None = None

    def is_here(self, day: dt.date) -> bool:
        return self.entered <= day and (self.left is None or self.left > day)

    def waited(self, day: dt.date) -> int:
        """Days since it stands at its step."""
        return max(0, (day - (self.waits_since or self.entered)).days)

    def age(self, day: dt.date) -> int:
        """Days since it came, up to the day on which it left."""
        return max(0, (min(day, self.left or day) - self.entered).days)


@dataclass(frozen=True, slots=True)
class Step:
    """Those that wait at one step: how many, for how many days (the middle one, and the longest)."""

    words: str
    count: int
    days: int
    longest: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A station over a span, and on its last day."""

    here: Sequence[Passage]
    came: int
    on: Sequence[Passage]
    lost: Sequence[Passage]
    steps: Sequence[Step]
    reasons: Sequence[tuple[str, int]]
    days_here: int | None
    days_through: int | None

    @property
    def decided(self) -> int:
        return len(self.on) + len(self.lost)

    @property
    def conversion(self) -> int | None:
        """The percentage that went on, of those that left; None where none did."""
        return round(100 * len(self.on) / self.decided) if self.decided else None


def standing(passages: Iterable[Passage], first: dt.date, last: dt.date) -> Standing:
    """Work out a station from all that ever passed it. `first` and `last` belong to the span."""
    passages = list(passages)
    left = [each for each in passages if each.left and first <= each.left <= last]
    here = sorted((each for each in passages if each.is_here(last)), key=lambda each: (each.entered, each.id))
    on, lost = [each for each in left if each.how == "on"], [each for each in left if each.how == "lost"]
    return Standing(
        here=here,
        came=sum(first <= each.entered <= last for each in passages),
        on=on,
        lost=lost,
        steps=_steps(here, last),
        reasons=Counter(each.why or "No reason given" for each in lost).most_common(),
        days_here=_middle(each.age(last) for each in here),
        days_through=_middle(each.age(last) for each in on),
    )


def leak(standings: Sequence[Standing]) -> int | None:
    """Return the place of the station that loses the largest share, of those where enough was decided; None where none is lost."""
    shares = [(len(each.lost) / each.decided, -place) for place, each in enumerate(standings) if each.decided >= LEAST and each.lost]
    return -max(shares)[1] if shares else None


def longest_wait(standings: Sequence[Standing]) -> tuple[int, Step] | None:
    """Return the station's place and the step at which things wait longest, by the middle one; None where nothing waits."""
    waits = [(step.days, step.count, -place, step) for place, each in enumerate(standings) for step in each.steps]
    if not waits:
        return None
    *_, place, step = max(waits, key=lambda wait: wait[:3])
    return -place, step


def _steps(here: Sequence[Passage], day: dt.date) -> list[Step]:
    ages: dict[str, list[int]] = {}
    for each in here:
        if each.step:
            ages.setdefault(each.step, []).append(each.waited(day))
    found = [Step(words, len(days), round(median(days)), max(days)) for words, days in ages.items()]
    return sorted(found, key=lambda step: (-step.days, step.words))


def _middle(days: Iterable[int]) -> int | None:
    days = list(days)
    return round(median(days)) if days else None
