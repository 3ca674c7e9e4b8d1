"""Days as people write them, looking back for what happened and ahead for what is due."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from .lexer import DATE, NUM, WORD, Tokens
from .numbers import read_number

AHEAD, BACK = "ahead", "back"
MONTHS = {name: number for number, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sep sept", "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
WEEKDAYS = {name: number for number, names in enumerate(
    ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat",
     "sunday sun")) for name in names.split()}  # fmt: skip
_TODAY = frozenset(("today", "tonight", "eod"))
_TOMORROW = frozenset(("tomorrow", "tmrw", "tmw", "tomoz", "tom'row"))
_YESTERDAY = frozenset(("yesterday", "yday", "yest", "ystd"))
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "fortnight": 14, "fortnights": 14,
          "month": 0, "months": 0}  # fmt: skip
_PARTS = frozenset(("morning", "afternoon", "evening", "night", "lunchtime"))
_DIGITS = re.compile(r"\d+")
FAR = 300


@dataclass(frozen=True, slots=True)
class Day:
    """A day over tokens [start, end). `date` is None where the words name no day for certain; `doubt` says why,
    `because` on what habit a day rests, `part` a part of the day named with it."""

    date: dt.date | None
    start: int
    end: int
    doubt: str = ""
    because: str = ""
    part: str = ""


def read_day(tokens: Tokens, at: int, today: dt.date, lean: str, day_first: bool = True) -> Day | None:
    """Read the day that begins at `at`; "on" before it belongs to it."""
    spot = at
    while tokens.low(spot) in ("on", "since", "from", ","):
        spot += 1
    if spot - at > 1:
        return None
    found = _Reader(tokens, today, lean, day_first).read(spot)
    if found is None or (spot > at and found.end == spot):
        return None
    end, part = found.end, found.part
    if not part and tokens.low(end) in _PARTS:
        end, part = end + 1, tokens.low(end)
    return Day(found.date, at, end, found.doubt, found.because, part)


def add_months(day: dt.date, months: int) -> dt.date | None:
    """The same day so many months later, or that month's last; None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


class _Reader:
    def __init__(self, tokens: Tokens, today: dt.date, lean: str, day_first: bool) -> None:
        self.tokens, self.today, self.lean, self.day_first = tokens, today, lean, day_first

    def read(self, at: int) -> Day | None:
        tokens = self.tokens
        kind, word = tokens.kind(at), tokens.low(at)
        if kind == DATE:
            return self._numeric(at)
        if kind == NUM:
            return self._day_month(at, at) or self._ago(at)
        if kind != WORD:
            return None
        if word in MONTHS:
            return self._month_day(at)
        if word in WEEKDAYS:
            return self._weekday(at, at, "")
        return self._near(at, word) or self._pointed(at, word) or self._ends(at, word) or self._ago(at)

    def _near(self, at: int, word: str) -> Day | None:
        tokens = self.tokens
        if word in _TODAY:
            return Day(self.today, at, at + 1, part="evening" if word == "tonight" else "")
        if word in _TOMORROW:
            return Day(self._shift(1), at, at + 1)
        if word in _YESTERDAY:
            return Day(self._shift(-1), at, at + 1)
        if word == "end" and tokens.says(at + 1, "of", "day"):
            return Day(self.today, at, at + 3)
        spot = at + (word == "the")
        if tokens.says(spot, "day", "before", "yesterday"):
            return Day(self._shift(-2), at, spot + 3)
        if tokens.says(spot, "day", "after", "tomorrow"):
            return Day(self._shift(2), at, spot + 3)
        if tokens.says(spot, "other", "day"):
            return Day(None, at, spot + 2, "It names no day.")
        if word == "the" and tokens.kind(at + 1) == NUM:
            return self._day_month(at, at + 1)
        return None

    def _pointed(self, at: int, word: str) -> Day | None:
        """ "this morning", "last night", "next Friday", "this week"."""
        tokens, second = self.tokens, self.tokens.low(at + 1)
        if word not in ("this", "last", "next", "coming", "past", "earlier", "later"):
            return None
        if word in ("earlier", "later"):
            inner = self.read(at + 1) if second in ("today", "this") else None
            return inner and Day(inner.date, at, inner.end, part=inner.part)
        if word == "this" and second in _PARTS:
            return Day(self.today, at, at + 2, part=second)
        if word == "last" and second == "night":
            return Day(self._shift(-1), at, at + 2, part="evening")
        if second in WEEKDAYS:
            return self._weekday(at, at + 1, word)
        return self._whole(at, word, second) if tokens.kind(at + 1) == WORD else None

    def _whole(self, at: int, word: str, unit: str) -> Day | None:
        if unit not in ("week", "month", "year"):
            return None
        if self.lean == BACK:
            return Day(None, at, at + 2, "It names no day.")
        friday = self._shift(4 - self.today.weekday())
        if unit == "week" and word in ("this", "next"):
            day = friday + dt.timedelta(7 if word == "next" else 0)
            return Day(max(day, self.today), at, at + 2, because="A week is over on its Friday.")
        if unit == "month" and word in ("this", "next"):
            first = self.today.replace(day=1)
            month = add_months(first, 1) if word == "next" else first
            return month and Day(month_end(month), at, at + 2, because="A month is over on its last day.")
        return None

    def _weekday(self, start: int, at: int, pointed: str) -> Day:
        tokens, number = self.tokens, WEEKDAYS[self.tokens.low(at)]
        spot = at + 1
        spot += tokens.low(spot) in (",", ".") and tokens.glued(spot)
        spot += tokens.low(spot) == "the"
        if not pointed and (tokens.kind(spot) in (NUM, DATE) or tokens.low(spot) in MONTHS):
            exact = self._numeric(spot) if tokens.kind(spot) == DATE else (
                self._day_month(spot, spot) if tokens.kind(spot) == NUM else self._month_day(spot))
            if exact and exact.date:
                return Day(exact.date, start, exact.end, exact.doubt)
        back = self._shift(-((self.today.weekday() - number - 1) % 7 + 1))
        ahead = self._shift((number - self.today.weekday() - 1) % 7 + 1)
        same = "" if number != self.today.weekday() or pointed else "Today is that day too."
        if pointed in ("last", "past") or (self.lean == BACK and pointed != "next"):
            return Day(back, start, at + 1, same)
        if tokens.low(at + 1) == "week":
            return Day(ahead + dt.timedelta(7), start, at + 2)
        if pointed == "next":
            monday = self._shift(-self.today.weekday())
            day = monday + dt.timedelta(7 + number)
            doubt = f"It can mean {_said(ahead)} or {_said(day)}; the later one was taken." if day != ahead else ""
            return Day(day, start, at + 1, doubt)
        return Day(ahead, start, at + 1, same)

    def _numeric(self, at: int) -> Day:
        text = self.tokens[at].text
        numbers = [int(piece) for piece in _DIGITS.findall(text)]
        if "-" in text:
            return Day(_date(*numbers), at, at + 1, "" if _date(*numbers) else "No calendar has this day.")
        dotted = "." in text
        day, month = (numbers[0], numbers[1]) if self.day_first or dotted else (numbers[1], numbers[0])
        doubt = "" if dotted or max(numbers[:2]) > 12 or day == month else "Day and month can be read either way."
        if len(numbers) == 3:
            year = numbers[2] + 2000 if numbers[2] < 100 else numbers[2]
            date = _date(year, month, day)
            return Day(date, at, at + 1, doubt if date else "No calendar has this day.")
        return self._without_year(at, at + 1, month, day, doubt)

    def _day_month(self, start: int, at: int) -> Day | None:
        """ "12 May", "the 10th", "3rd of June 2026"."""
        tokens, text = self.tokens, self.tokens[at].text
        if not text.isdigit() or len(text) > 2:
            return None
        spot = at + 1
        ordinal = tokens.low(spot) in ("st", "nd", "rd", "th") and tokens.glued(spot)
        spot += ordinal
        if tokens.low(spot) == "of":
            spot += 1
        if tokens.low(spot) in MONTHS:
            return self._with_year(start, spot + 1, MONTHS[tokens.low(spot)], int(text))
        if ordinal and start < at:
            return self._of_any_month(start, at + 2, int(text))
        return None

    def _month_day(self, at: int) -> Day | None:
        tokens = self.tokens
        spot = at + 1 + (tokens.low(at + 1) == "the")
        if tokens.kind(spot) != NUM or not tokens[spot].text.isdigit() or len(tokens[spot].text) > 2:
            return None
        end = spot + 1 + (tokens.low(spot + 1) in ("st", "nd", "rd", "th") and tokens.glued(spot + 1))
        return self._with_year(at, end, MONTHS[tokens.low(at)], int(tokens[spot].text))

    def _with_year(self, start: int, end: int, month: int, day: int) -> Day:
        spot = end + (self.tokens.low(end) == ",")
        text = self.tokens[spot].text if self.tokens.kind(spot) == NUM else ""
        if len(text) == 4 and text.isdigit() and 1990 <= int(text) <= 2199:
            date = _date(int(text), month, day)
            return Day(date, start, spot + 1, "" if date else "No calendar has this day.")
        return self._without_year(start, end, month, day, "")

    def _without_year(self, start: int, end: int, month: int, day: int, doubt: str) -> Day:
        near = [_date(self.today.year + step, month, day) for step in range(-4, 5)]
        days = [each for each in near if each]
        if self.lean == BACK:
            date = max((each for each in days if each <= self.today), default=None)
        else:
            date = min((each for each in days if each >= self.today), default=None)
        if date is None:
            return Day(None, start, end, "No calendar has this day.")
        if abs((date - self.today).days) > FAR:
            doubt = f"Without a year it was read as {_said(date)} {date.year}."
        return Day(date, start, end, doubt)

    def _of_any_month(self, start: int, end: int, number: int) -> Day:
        first = self.today.replace(day=1)
        for step in range(13):
            month = add_months(first, -step if self.lean == BACK else step)
            date = month and _date(month.year, month.month, number)
            if date and (date <= self.today if self.lean == BACK else date > self.today):
                return Day(date, start, end)
        return Day(None, start, end, "No calendar has this day.")

    def _ends(self, at: int, word: str) -> Day | None:
        """ "end of the month", "the end of May", "eom", "in two weeks", "within 10 days"."""
        tokens = self.tokens
        if self.lean == BACK:
            return None
        if word in ("in", "within"):
            return self._in(at)
        if word in ("eom", "eow"):
            return Day(self._end_of("month" if word == "eom" else "week", 0), at, at + 1)
        spot = at + (word in ("the", "at")) + (word == "at" and tokens.low(at + 1) == "the")
        if tokens.low(spot) not in ("end", "month-end"):
            return None
        spot += 1 + (tokens.low(spot + 1) == "of")
        ahead = 0
        while tokens.low(spot) in ("the", "this", "next"):
            ahead += tokens.low(spot) == "next"
            spot += 1
        unit = tokens.low(spot)
        if unit in MONTHS:
            year = self.today.year + (MONTHS[unit] < self.today.month)
            return Day(month_end(dt.date(year, MONTHS[unit], 1)), at, spot + 1)
        if unit in ("week", "month", "year"):
            because = "A week is over on its Friday." if unit == "week" else ""
            return Day(self._end_of(unit, ahead), at, spot + 1, because=because)
        return None

    def _end_of(self, unit: str, ahead: int) -> dt.date | None:
        if unit == "week":
            return max(self._shift(4 - self.today.weekday() + 7 * ahead), self.today)
        if unit == "year":
            return _date(self.today.year + ahead, 12, 31)
        first = add_months(self.today.replace(day=1), ahead)
        return first and month_end(first)

    def _in(self, at: int) -> Day | None:
        found = self._span(at + 1)
        if found is None:
            return None
        days, months, end = found
        date = add_months(self.today, months) if months else self._shift(days)
        return Day(date, at, end + (self.tokens.says(end, "time")), "" if date else "It lies beyond the calendar.")

    def _ago(self, at: int) -> Day | None:
        if self.tokens.low(at) in ("a", "some") and self.tokens.low(at + 1) in ("few", "couple"):
            return self._some_ago(at)
        found = self._span(at)
        if found is None or self.tokens.low(found[2]) != "ago":
            return None
        days, months, end = found
        date = add_months(self.today, -months) if months else self._shift(-days)
        return Day(date, at, end + 1, "" if date else "It lies beyond the calendar.")

    def _some_ago(self, at: int) -> Day | None:
        tokens = self.tokens
        spot = at + 2 + (tokens.low(at + 2) == "of")
        if tokens.low(spot) in _UNITS and tokens.low(spot + 1) == "ago":
            return Day(None, at, spot + 2, "It names no day.")
        return None

    def _span(self, at: int) -> tuple[int, int, int] | None:
        """Days, months and the place behind a length: "two weeks", "a month", "10 days"."""
        tokens = self.tokens
        number = (1.0, at + 1) if tokens.low(at) in ("a", "an") else read_number(tokens, at)
        if number is None or number[0] != int(number[0]):
            return None
        unit = tokens.low(number[1])
        if unit not in _UNITS:
            return None
        count = int(number[0])
        return (0, count, number[1] + 1) if _UNITS[unit] == 0 else (count * _UNITS[unit], 0, number[1] + 1)

    def _shift(self, days: int) -> dt.date:
        try:
            return self.today + dt.timedelta(days)
        except OverflowError:
            return self.today


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _said(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
