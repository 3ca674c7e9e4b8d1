"""Days as people write them: ISO, 3/4/2026, "the 15th", "next Friday", "end of April", "in two weeks"."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from .lexer import DATE, NUM, WORD, Token, is_ordinal
from .numbers import low, read_ordinal
from .spans import Span, add_months, month_end, read_span
from .vocabulary import MONTHS, WEEKDAYS

AHEAD, BACK, NEAR = "ahead", "back", "near"
_DAY = datetime.timedelta(1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day over tokens [start, end); `date` is None for a day that no calendar has ("31 February")."""

    date: datetime.date | None
    start: int
    end: int
    ambiguous: bool = False


class Calendar:
    """Reads days relative to one `today`, numeric ones in the order of the locale."""

    def __init__(self, today: datetime.date, locale: str):
        self.today = today
        self.day_first = locale == "en-GB"

    def read(self, tokens: Sequence[Token], at: int, lean: str = AHEAD) -> Day | None:
        """Read the day that begins at `at`; `lean` says where a day without a year falls (ruling 22)."""
        if at >= len(tokens):
            return None
        token = tokens[at]
        if token.kind == DATE:
            return self._numeric(token, at, lean)
        if token.kind == NUM:
            return self._day_then_month(tokens, at, at, lean) or self._ago(tokens, at)
        if token.kind != WORD:
            return None
        word = token.low
        if word in MONTHS:
            return self._month_then_day(tokens, at, lean)
        if word in WEEKDAYS:
            return self._weekday(tokens, at, lean)
        return self._worded(tokens, at, word, lean)

    def read_month(self, tokens: Sequence[Token], at: int, after: datetime.date) -> tuple[datetime.date, int] | None:
        """Read a bare month ("April", "April 2027") as its first day, the first such month not before `after`."""
        coming = low(tokens, at) == "next"
        at += coming
        month = MONTHS.get(low(tokens, at))
        if not month:
            return None
        if coming and month == after.month:
            after = add_months(after.replace(day=1), 1)
        year, end = self._year(tokens, at + 1)
        if year is None:
            year = after.year + (month < after.month)
        return (datetime.date(year, month, 1), end) if year <= 9999 else None

    def weekday_after(self, number: int, day: datetime.date) -> datetime.date:
        return _shift(day, (number - day.weekday() - 1) % 7 + 1)

    def next_of_month(self, number: int, lean: str = AHEAD, inclusive: bool = False) -> datetime.date | None:
        """The first day with that number after today (or the last one, leaning back)."""
        start = self.today.replace(day=1)
        steps = range(0, -24, -1) if lean == BACK else range(24)
        for step in steps:
            try:
                day = add_months(start, step).replace(day=number)
            except ValueError:
                continue
            if (lean == BACK and day <= self.today) or (
                lean != BACK and (day > self.today or (inclusive and day == self.today))
            ):
                return day
        return None

    def _numeric(self, token: Token, at: int, lean: str) -> Day | None:
        text = token.text
        if len(text) == 10 and text[4] == "-" and text[7] == "-":
            return Day(_date(int(text[:4]), int(text[5:7]), int(text[8:])), at, at + 1)
        parts = [int(part) for part in text.replace("-", "/").replace(".", "/").split("/")]
        day, month = (parts[0], parts[1]) if self.day_first else (parts[1], parts[0])
        ambiguous = parts[0] <= 12 and parts[1] <= 12 and parts[0] != parts[1]
        if len(parts) == 2:
            return Day(self._without_year(month, day, lean), at, at + 1, ambiguous)
        year = parts[2] + 2000 if parts[2] < 100 else parts[2]
        return Day(_date(year, month, day), at, at + 1, ambiguous)

    def _day_then_month(self, tokens: Sequence[Token], start: int, at: int, lean: str) -> Day | None:
        token = tokens[at]
        number = token.value
        if number != number.to_integral_value() or not 1 <= number <= 99:
            return None
        end = at + 2 if low(tokens, at + 1) == "of" else at + 1
        month = MONTHS.get(low(tokens, end))
        if month and not (tokens[end].low == "may" and is_verb_may(tokens, end)):
            return self._built(tokens, start, end + 1, int(number), month, lean)
        if is_ordinal(token) and (start < at or not _counts(tokens, at + 1)):
            if not 1 <= number <= 31:
                return Day(None, start, at + 1)
            if low(tokens, at + 1) == "of" and low(tokens, at + 2) in ("next", "this"):
                return self._of_month(tokens, start, at, int(number))
            lean = AHEAD if lean == NEAR else lean
            return Day(self.next_of_month(int(number), lean), start, at + 1)
        return None

    def _of_month(self, tokens: Sequence[Token], start: int, at: int, number: int) -> Day | None:
        if low(tokens, at + 3) != "month":
            return None
        first = add_months(self.today.replace(day=1), 1 if low(tokens, at + 2) == "next" else 0)
        return Day(_date(first.year, first.month, number), start, at + 4)

    def _month_then_day(self, tokens: Sequence[Token], at: int, lean: str) -> Day | None:
        next_at = at + 1
        if low(tokens, next_at) == "." and tokens[next_at].start == tokens[at].end:
            next_at += 1
        if low(tokens, next_at) == "the":
            next_at += 1
        spelled = read_ordinal(tokens, next_at)
        if spelled:
            return self._built(tokens, at, spelled[1], spelled[0], MONTHS[tokens[at].low], lean)
        if next_at >= len(tokens) or tokens[next_at].kind != NUM:
            return None
        number = tokens[next_at].value
        if number != number.to_integral_value() or not 1 <= number <= 99 or tokens[next_at].low.endswith("k"):
            return None
        return self._built(tokens, at, next_at + 1, int(number), MONTHS[tokens[at].low], lean)

    def _built(self, tokens: Sequence[Token], start: int, end: int, day: int, month: int, lean: str) -> Day:
        year, end = self._year(tokens, end)
        if year is not None:
            return Day(_date(year, month, day), start, end)
        return Day(self._without_year(month, day, lean), start, end)

    def _year(self, tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
        spot = at + 1 if low(tokens, at) == "," else at
        if (
            spot < len(tokens)
            and tokens[spot].kind == NUM
            and len(tokens[spot].text) == 4
            and tokens[spot].text.isdigit()
        ):
            year = int(tokens[spot].value)
            if 1990 <= year <= 2199:
                return year, spot + 1
        return None, at

    def _without_year(self, month: int, day: int, lean: str) -> datetime.date | None:
        found = [_date(self.today.year + step, month, day) for step in (-4, -3, -2, -1, 0, 1, 2, 3, 4)]
        days = [one for one in found if one]
        if lean == AHEAD:
            return next((one for one in days if one >= self.today), None)
        if lean == BACK:
            return next((one for one in reversed(days) if one <= self.today), None)
        return min(days, key=lambda one: abs(one - self.today), default=None)

    def _weekday(self, tokens: Sequence[Token], at: int, lean: str) -> Day:
        spot = at + 1
        if low(tokens, spot) in (",", ".") and spot + 1 < len(tokens):
            spot += 1
        if low(tokens, spot) == "the":
            spot += 1
        if spot < len(tokens) and (tokens[spot].kind in (NUM, DATE) or tokens[spot].low in MONTHS):
            exact = self.read(tokens, spot, lean)
            if (
                exact
                and exact.end > spot
                and (tokens[spot].kind != NUM or exact.end > spot + 1 or is_ordinal(tokens[spot]))
            ):
                return Day(exact.date, at, exact.end, exact.ambiguous)
        number = WEEKDAYS[tokens[at].low]
        if low(tokens, at + 1) == "week" and lean == AHEAD:
            return Day(_shift(self._nearby(number, lean), 7), at, at + 2)
        return Day(self._nearby(number, lean), at, at + 1)

    def _nearby(self, number: int, lean: str) -> datetime.date:
        if lean == BACK:
            return _shift(self.today, -((self.today.weekday() - number - 1) % 7 + 1))
        return self.weekday_after(number, self.today)

    def _worded(self, tokens: Sequence[Token], at: int, word: str, lean: str) -> Day | None:
        second = low(tokens, at + 1)
        if word in ("today", "tonight"):
            return Day(self.today, at, at + 1)
        if word == "now":
            return Day(self.today, at, at + 1)
        if word in ("tomorrow", "tmrw", "tmw", "tomoz", "tomoro"):
            return Day(_shift(self.today, 1), at, at + 1)
        if word == "yesterday":
            return Day(_shift(self.today, -1), at, at + 1)
        if word in ("this", "coming", "next", "last", "past"):
            return self._pointed(tokens, at, word, second, lean)
        if word == "the":
            return self._the(tokens, at, second, lean)
        if word == "in":
            span = read_span(tokens, at + 1)
            return Day(span.after(self.today), at, span.end) if span else None
        spelled = read_ordinal(tokens, at)
        if spelled:
            number, end = spelled
            month = MONTHS.get(low(tokens, end + 1)) if low(tokens, end) == "of" else None
            return self._built(tokens, at, end + 2, number, month, lean) if month else None
        if word in ("end", "eom", "eoy", "month-end", "year-end", "month", "year"):
            return self._end(tokens, at, word)
        if word in ("a", "one", "two", "three"):
            return self._ago(tokens, at)
        return None

    def _pointed(self, tokens: Sequence[Token], at: int, word: str, second: str, lean: str) -> Day | None:
        number = WEEKDAYS.get(second)
        if word == "this" and second in ("morning", "afternoon", "evening"):
            return Day(self.today, at, at + 2)
        if word == "last" and second == "night":
            return Day(_shift(self.today, -1), at, at + 2)
        if word == "this" and second in ("coming", "past"):
            inner = self._pointed(tokens, at + 1, second, low(tokens, at + 2), lean)
            return Day(inner.date, at, inner.end) if inner else None
        if number is None:
            return None
        if word == "next":
            monday = _shift(self.today, -self.today.weekday())
            return Day(_shift(monday, 7 + number), at, at + 2)
        if word in ("last", "past"):
            return Day(self._nearby(number, BACK), at, at + 2)
        return Day(self._nearby(number, AHEAD if word == "coming" else lean), at, at + 2)

    def _the(self, tokens: Sequence[Token], at: int, second: str, lean: str) -> Day | None:
        if second in ("end", "coming"):
            inner = self._end(tokens, at + 1, second) if second == "end" else self.read(tokens, at + 1, lean)
            return Day(inner.date, at, inner.end) if inner else None
        if second == "day" and low(tokens, at + 2) == "after" and low(tokens, at + 3) == "tomorrow":
            return Day(_shift(self.today, 2), at, at + 4)
        if second == "day" and low(tokens, at + 2) == "before" and low(tokens, at + 3) == "yesterday":
            return Day(_shift(self.today, -2), at, at + 4)
        if at + 1 < len(tokens) and tokens[at + 1].kind == NUM:
            return self._day_then_month(tokens, at, at + 1, lean)
        if second in ("last", "final") and low(tokens, at + 2) == "day" and low(tokens, at + 3) == "of":
            inner = self._end(tokens, at + 2, "day")
            return Day(inner.date, at, inner.end) if inner else None
        found = read_ordinal(tokens, at + 1)
        if not found:
            return None
        number, end = found
        month = MONTHS.get(low(tokens, end + (low(tokens, end) == "of")))
        if month:
            return self._built(tokens, at, end + 1 + (low(tokens, end) == "of"), number, month, lean)
        if low(tokens, end) in ("", ",", ".", "\n"):
            return Day(self.next_of_month(number, lean), at, end)
        return None

    def _end(self, tokens: Sequence[Token], at: int, word: str) -> Day | None:
        """ "end of (the|this|next) month", "end of April", "EOM", "month end", "year end"."""
        if word in ("eom", "month-end"):
            return Day(self._this_month_end(), at, at + 1)
        if word in ("eoy", "year-end"):
            return Day(datetime.date(self.today.year, 12, 31), at, at + 1)
        if word in ("month", "year"):
            if low(tokens, at + 1) != "end":
                return None
            inner = self._end(tokens, at, "eom" if word == "month" else "eoy")
            return Day(inner.date, at, at + 2)
        spot = at + 1
        if low(tokens, spot) == "of":
            spot += 1
        ahead = 0
        while low(tokens, spot) in ("the", "this", "next", "current"):
            ahead = 1 if tokens[spot].low == "next" else ahead
            spot += 1
        unit = low(tokens, spot)
        month = self.read_month(tokens, spot, self.today)
        if month:
            return Day(month_end(month[0]), at, month[1])
        if unit == "month":
            return Day(
                month_end(add_months(self.today.replace(day=1), 1)) if ahead else self._this_month_end(), at, spot + 1
            )
        if unit == "year":
            return Day(_date(self.today.year + ahead, 12, 31), at, spot + 1)
        if unit == "week":
            return Day(_shift(self.today, 6 - self.today.weekday() + 7 * ahead), at, spot + 1)
        if unit == "quarter":
            last = (self.today.month - 1) // 3 * 3 + 3 + 3 * ahead
            return Day(month_end(add_months(datetime.date(self.today.year, 1, 1), last - 1)), at, spot + 1)
        return None

    def _this_month_end(self) -> datetime.date:
        last = month_end(self.today)
        return last if last != self.today else month_end(_shift(self.today, 1))

    def _ago(self, tokens: Sequence[Token], at: int) -> Day | None:
        """ "3 days ago", "a week from today", "30 days from now"."""
        span = read_span(tokens, at)
        if not span:
            return None
        first, second = low(tokens, span.end), low(tokens, span.end + 1)
        if first == "ago":
            back = Span(-span.count, span.unit, span.end)
            return Day(back.after(self.today), at, span.end + 1)
        if first == "from" and second in ("today", "now"):
            return Day(span.after(self.today), at, span.end + 2)
        return None


def is_verb_may(tokens: Sequence[Token], at: int) -> bool:
    return low(tokens, at + 1) in ("be", "i", "we", "have", "need")


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ordinal is an adjective: "2nd floor", "5th anniversary party"."""
    return at < len(tokens) and tokens[at].kind == WORD and low(tokens, at) not in (
        "of", "for", "and", "plus", "with", "at", "net", "please", "due", "by", "until", "via", "in", "from", "on", "to",
    )  # fmt: skip


def _shift(day: datetime.date, days: int) -> datetime.date:
    try:
        return day + _DAY * days
    except OverflowError:
        return day


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
