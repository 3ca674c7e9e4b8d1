"""How a document repeats (rulings 31 to 37)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..dates import AHEAD
from ..lexer import NUM, WORD, is_ordinal
from ..numbers import read_number, read_ordinal
from ..reading import UNRESOLVED, Claim, Reading
from ..spans import Span, add_months, month_end, read_span
from ..vocabulary import PERIODIC_CHARGES, PERIODIC_THINGS, WEEKDAYS

_ADVERBS = {
    "daily": (1, "day"), "weekly": (1, "week"), "monthly": (1, "month"), "quarterly": (3, "month"), "yearly": (1, "year"),
    "annually": (1, "year"), "annual": (1, "year"), "fortnightly": (2, "week"), "biweekly": (2, "week"),
    "bi-weekly": (2, "week"), "half-yearly": (6, "month"), "biannually": (6, "month"), "semiannually": (6, "month"),
    "semi-annually": (6, "month"), "biennially": (2, "year"),
}  # fmt: skip
_STARTERS = frozenset("starting start starts from beginning begin begins commencing commences effective first".split())
_ENDERS = frozenset("until till through thru ending ends stopping stops to 'til til up".split())
TRIGGERS = (*_ADVERBS, *_STARTERS, *_ENDERS, "every", "each", "once", "twice", "on", "bimonthly", "bi-monthly", "semi-monthly",
            "three", "per", "the", "at", "as", "two", "four", "several", "thrice")  # fmt: skip
_DETERMINERS = frozenset("the a an our my your their its this his her for".split())


@dataclass(frozen=True, slots=True)
class Repeat:
    """Every so many units; `starts` where the words themselves name a day ("every Friday")."""

    every: int
    unit: str
    starts: datetime.date | None = None
    adjective: bool = False


def read(reading: Reading, at: int) -> Claim | None:
    word = reading.low(at)
    if word in _ADVERBS:
        return _adverb(reading, at)
    if word in ("bimonthly", "bi-monthly", "semi-monthly"):
        return Claim(at, at + 1, UNRESOLVED)
    if word in ("every", "each"):
        return _every(reading, at)
    if word in ("once", "twice", "thrice", "three", "two", "four", "several"):
        return _times_a(reading, at)
    if word == "per":
        return _per(reading, at)
    if word in ("on", "the", "at", "as"):
        return _on_day(reading, at)
    if word in _STARTERS:
        return _start(reading, at)
    return _end(reading, at)


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """ "2x a month", "6 times": a count of times."""
    number = read_number(reading.tokens, at)
    if not number or number[0] != number[0].to_integral_value():
        return None
    end = number[1]
    if (
        reading.low(end) in ("x", "times")
        and reading.low(end + 1) in ("a", "per", "each", "every")
        and reading.low(end + 2) in ("day", "week", "month", "year", "quarter")
    ):
        return Claim(at, end + 3, UNRESOLVED)
    if reading.low(end) in ("times", "installments", "occurrences") and reading.low(end) == "times":
        return Claim(at, end + 1, "schedule_length", int(min(number[0], 10_000)))
    return None


def read_length(reading: Reading, at: int) -> Claim | None:
    """ "for 6 months", asked only where something repeats."""
    spot = at + 1
    while reading.low(spot) in ("the", "next", "a", "total", "of") and not read_span(reading.tokens, spot):
        spot += 1
    if spot >= len(reading.tokens):
        return None
    span = read_span(reading.tokens, spot)
    if span:
        return Claim(at, span.end, "schedule_length", span)
    number = read_number(reading.tokens, spot)
    if number and reading.low(number[1]) in ("times", "payments", "invoices") and number[0] <= 10_000:
        return Claim(at, number[1] + 1, "schedule_length", int(number[0]))
    return None


def count_of(length: Span | int, every: int, unit: str) -> int | None:
    """How many documents a length holds, months counted as 52/12 weeks; None for none at all."""
    if isinstance(length, int):
        return length or None
    days = {"day": 1, "week": 7}
    if length.unit in days and unit in days:
        whole = length.count * days[length.unit] / (every * days[unit])
    elif length.unit not in days and unit not in days:
        months = {"month": 1, "year": 12}
        whole = length.count * months[length.unit] / (every * months[unit])
    elif unit in days:
        weeks = length.count * (52 if length.unit == "year" else 52 / 12)
        whole = weeks * 7 / (every * days[unit]) if unit == "week" else weeks * 365 / 52 / every * 1
    else:
        whole = length.count * days[length.unit] * 12 / 365 / (every * (12 if unit == "year" else 1))
    return max(int(whole + 0.01), 0) or None


def _adverb(reading: Reading, at: int) -> Claim | None:
    word = reading.low(at)
    noun, after = reading.low(at + 1), reading.low(at + 2)
    follows_noun = at + 1 < len(reading.tokens) and not reading.bounded(at + 1)
    if follows_noun and (noun in PERIODIC_THINGS or (after in PERIODIC_THINGS and not reading.bounded(at + 2))):
        return None
    if word == "annual" and noun not in PERIODIC_CHARGES and after not in PERIODIC_CHARGES:
        return None
    if word == "daily" and follows_noun and (reading.low(at - 1) in _DETERMINERS or noun == "rate"):
        return None
    end = at + 1
    if noun in ("basis", "recurring", "repeating") or (noun == "on" and after == "the"):
        end += noun != "on" and reading.free(at + 1)
    start = at
    if reading.low(at - 1) in ("on", "billed", "paid", "repeat", "repeating", "recurring"):
        start -= 1
    if noun == "basis" and reading.low(at - 1) == "a":
        start = at - 2 if reading.low(at - 2) == "on" else at - 1
    every, unit = _ADVERBS[word]
    starts, end = _on_the(reading, end)
    return Claim(start, end, "repeat", Repeat(every, unit, starts, follows_noun))


def _on_the(reading: Reading, at: int) -> tuple[datetime.date | None, int]:
    """ "monthly on the 5th", "weekly on Fridays", "every week on Monday"."""
    lead = at + (reading.low(at) == ",")
    if reading.low(lead) != "on":
        return None, at
    spot = lead + 1 + (reading.low(lead + 1) == "the")
    day = reading.low(spot).rstrip("s") if reading.low(spot) not in WEEKDAYS else reading.low(spot)
    if day in WEEKDAYS:
        return reading.calendar.weekday_after(WEEKDAYS[day], reading.request.today), spot + 1
    if spot < len(reading.tokens) and reading.tokens[spot].kind == NUM and is_ordinal(reading.tokens[spot]):
        return reading.calendar.next_of_month(int(reading.tokens[spot].value)), spot + 1
    if reading.low(spot) == "first" and reading.bounded(spot + 1):
        return reading.calendar.next_of_month(1), spot + 1
    return None, at


def _every(reading: Reading, at: int) -> Claim | None:
    spot, other = at + 1, 1
    if reading.low(spot) == "single":
        spot += 1
    if reading.low(spot) in ("weekday", "weekend", "morning", "evening", "night", "working", "business"):
        return (
            Claim(at, spot + 1 + (reading.low(spot + 1) == "day"), UNRESOLVED) if reading.low(at) == "every" else None
        )
    if reading.low(spot) in ("other", "second", "2nd"):
        other, spot = 2, spot + 1
    if spot >= len(reading.tokens):
        return None
    day = reading.low(spot)
    day = day if day in WEEKDAYS else day.rstrip("s")
    if day in WEEKDAYS and len(day) > 2:
        return Claim(
            at,
            spot + 1,
            "repeat",
            Repeat(other, "week", reading.calendar.weekday_after(WEEKDAYS[day], reading.request.today)),
        )
    units = {"day": (1, "day"), "week": (1, "week"), "month": (1, "month"), "year": (1, "year"), "quarter": (3, "month"),
             "fortnight": (2, "week")}  # fmt: skip
    if reading.low(spot) in units:
        every, unit = units[reading.low(spot)]
        starts, end = _on_the(reading, spot + 1)
        return Claim(at, end, "repeat", Repeat(every * other, unit, starts))
    span = read_span(reading.tokens, spot)
    if span and span.count and reading.low(at) == "every":
        every, unit = (span.count // 7, "week") if span.unit == "day" and span.count == 14 else (span.count, span.unit)
        starts, end = _on_the(reading, span.end)
        return Claim(at, end, "repeat", Repeat(every, unit, starts))
    if reading.tokens[spot].kind == NUM and is_ordinal(reading.tokens[spot]) and reading.low(spot + 1) == "of":
        return None
    return None


def _times_a(reading: Reading, at: int) -> Claim | None:
    word, spot = reading.low(at), at + 1
    if word in ("three", "two", "four", "several"):
        if reading.low(spot) != "times":
            return None
        spot += 1
    if reading.low(spot) not in ("a", "per", "every", "each", "weekly", "monthly", "yearly"):
        return None
    if reading.low(spot) in _ADVERBS:
        return Claim(at, spot + 1, UNRESOLVED)
    unit = reading.low(spot + 1)
    if unit not in ("day", "week", "month", "year", "quarter", "fortnight"):
        return None
    if word != "once":
        return Claim(at, spot + 2, UNRESOLVED)
    every, name = {"quarter": (3, "month"), "fortnight": (2, "week")}.get(unit, (1, unit))
    return Claim(at, spot + 2, "repeat", Repeat(every, name))


def _per(reading: Reading, at: int) -> Claim | None:
    """ "500 flat, per month" where no price stands directly before."""
    if reading.low(at + 1) not in ("month", "week", "year", "quarter", "annum") or not reading.starts_part(at):
        return None
    every, unit = {"quarter": (3, "month"), "annum": (1, "year")}.get(reading.low(at + 1), (1, reading.low(at + 1)))
    return Claim(at, at + 2, "repeat", Repeat(every, unit))


def _on_day(reading: Reading, at: int) -> Claim | None:
    """ "on the 5th of each month", "the first of every month", "at the end of each month"."""
    spot = at
    while reading.low(spot) in ("on", "the", "at", "as", "of") and spot < at + 3:
        spot += 1
    if spot >= len(reading.tokens):
        return None
    token, spelled = reading.tokens[spot], read_ordinal(reading.tokens, spot)
    if spelled:
        number, spot = spelled[0], spelled[1] - 1
    elif token.kind == NUM and (is_ordinal(token) or token.low == "1"):
        number = int(token.value)
    elif token.low in ("last", "end"):
        number = 31
    else:
        return None
    spot += 1
    if reading.low(spot) == "day":
        spot += 1
    if reading.low(spot) != "of" or reading.low(spot + 1) not in ("each", "every", "the"):
        return None
    if reading.low(spot + 2) != "month" or (reading.low(spot + 1) == "the" and reading.low(at) != "on"):
        return None
    if reading.low(spot + 1) == "the":
        return None
    starts = month_end(reading.request.today) if number == 31 else reading.calendar.next_of_month(number)
    return Claim(at, spot + 3, "repeat", Repeat(1, "month", starts))


def _start(reading: Reading, at: int) -> Claim | None:
    spot = at + 1
    while reading.low(spot) in (
        "on",
        "from",
        "in",
        "the",
        ":",
        "with",
        "date",
        "at",
        "of",
        "invoice",
        "payment",
        "one",
    ) and not (
        reading.calendar.read(reading.tokens, spot) or (reading.low(spot) == "the" and reading.low(spot + 1) == "week")
    ):
        spot += 1
    value = _point(reading, spot)
    if not value:
        return None
    if value[0] is None:
        return Claim(at, value[1], UNRESOLVED)
    return Claim(at, value[1], "schedule_start", value[0])


def _point(reading: Reading, at: int) -> tuple[datetime.date | None, int] | None:
    """A start: a day, a month (its first day), "next month/week/year", "the beginning of May"."""
    if at >= len(reading.tokens):
        return None
    today = reading.request.today
    if reading.low(at) == "next":
        ahead = {"month": lambda: add_months(today.replace(day=1), 1), "year": lambda: datetime.date(today.year + 1, 1, 1),
                 "week": lambda: today + datetime.timedelta(7 - today.weekday()),
                 "quarter": lambda: add_months(datetime.date(today.year, 1, 1), ((today.month - 1) // 3 + 1) * 3)}  # fmt: skip
        if reading.low(at + 1) in ahead:
            return ahead[reading.low(at + 1)](), at + 2
    if reading.low(at) == "this" and reading.low(at + 1) in ("month", "week"):
        return today, at + 2
    if reading.low(at) in ("immediately", "now"):
        return today, at + 1
    day = reading.calendar.read(reading.tokens, at, AHEAD)
    if day:
        return day.date, day.end
    month = reading.calendar.read_month(reading.tokens, at, today)
    if month and not _opens_name(reading, month[1]):
        first = month[0] if month[0] >= today.replace(day=1) else add_months(month[0], 12)
        return first, month[1]
    return None


def _opens_name(reading: Reading, at: int) -> bool:
    """Whether a month before `at` is the first word of a name: "to June Abbott"."""
    if reading.shouting or reading.tokens[at - 1].kind != WORD or not reading.tokens[at - 1].capital:
        return False
    return at < len(reading.tokens) and reading.tokens[at].kind == WORD and reading.tokens[at].capital


def _end(reading: Reading, at: int) -> Claim | None:
    spot = at + 1
    while reading.low(spot) in (
        "on",
        "to",
        "the",
        "end",
        "of",
        "in",
        "after",
        "until",
        "and",
        "including",
    ) and not reading.calendar.read(reading.tokens, spot):
        spot += 1
    if spot >= len(reading.tokens):
        return None
    if reading.low(spot - 1) == "after":
        length = read_length(reading, spot - 1)
        if length:
            return Claim(at, length.end, length.field, length.value)
    day = reading.calendar.read(reading.tokens, spot, AHEAD)
    if day:
        return Claim(at, day.end, "schedule_end", day.date) if day.date else Claim(at, day.end, UNRESOLVED)
    month = reading.calendar.read_month(reading.tokens, spot, reading.request.today)
    if month and not _opens_name(reading, month[1]):
        return Claim(at, month[1], "schedule_end", ("month", month[0]))
    number = reading.tokens[spot]
    if (
        number.kind == NUM
        and len(number.text) == 4
        and number.text.isdigit()
        and 2000 <= number.value <= 2199
        and reading.bounded(spot + 1)
    ):
        return Claim(at, spot + 1, "schedule_end", datetime.date(int(number.value), 12, 31))
    if reading.low(spot) == "next" and reading.low(spot + 1) in ("month", "year"):
        first = add_months(reading.request.today.replace(day=1), 1)
        last = (
            month_end(first)
            if reading.low(spot + 1) == "month"
            else datetime.date(reading.request.today.year + 1, 12, 31)
        )
        return Claim(at, spot + 2, "schedule_end", last)
    return None
