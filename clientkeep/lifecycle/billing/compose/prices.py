"""Finding the prices in one segment of the text, and what marks each as a rate or a total (ruling 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from .lexer import DATE, NL, NUM, WORD, is_ordinal
from .money import Rate, read_rate
from .numbers import read_number
from .quantities import unit_at
from .reading import Reading
from .vocabulary import MONTHS, PERIODS, SINGULAR_S, UNITS

_MARKS = frozenset(("at", "@", "x", "×", "*"))
_TIMES = frozenset(("x", "×", "*"))
_RATE_NOUNS = frozenset(
    (
        "a",
        "an",
        "rate",
        "of",
        "just",
        "only",
        "about",
        "the",
        "price",
        "my",
        "our",
        "usual",
        "standard",
        "cost",
        "around",
    )
)
_HOURLY = {"hourly": "hour", "daily": "day", "day": "day"}
_TOTALS = (("in", "total"), ("all", "in"), ("all", "told"), ("flat", "fee"), ("flat", "rate"), ("fixed", "price"), ("fixed", "fee"),
           ("for", "everything"), ("total",), ("altogether",), ("flat",), ("all-in",), ("overall",), ("fixed",), ("lump", "sum"),
           ("for", "the", "lot"), ("the", "lot"), ("for", "all"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Price:
    """A price over tokens [start, end): `mark` for "at/@/x", `rate` for what it is per, `total` where it is said flat."""

    value: Decimal
    currency: str | None
    start: int
    end: int
    rate: Rate | None = None
    mark: bool = False
    total: bool = False
    times: tuple[int, int] | None = None
    number_at: int = 0
    named: bool = True


def find_prices(reading: Reading, indices: list[int]) -> list[Price]:
    """The prices among these tokens: written money first, then marked numbers, then one bare number at most."""
    found = _scan(reading, indices, _sure_price)
    if not found:
        found = (
            _listed_numbers(reading, indices)
            or _numbers_for(reading, indices)
            or _leading_numbers(reading, indices)
        )
    if not found:
        bare = _bare_number(reading, indices)
        found = [bare] if bare else []
    elif len(found) == 1:
        found = [*found, *_joined_number(reading, indices, found[0])]
    return [_led_by(reading, price) for price in found]


def is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and word not in SINGULAR_S and not word.endswith("'s")


def _scan(reading: Reading, indices: list[int], reader) -> list[Price]:
    prices, past = [], -1
    for at in indices:
        if at < past:
            continue
        price = reader(reading, at)
        if price and reading.all_free(price.start, price.end):
            prices.append(price)
            past = price.end
    return prices


def _sure_price(reading: Reading, at: int) -> Price | None:
    """Written money, else a number that what stands around it marks as a price."""
    return _money_price(reading, at) or _rated_number(reading, at) or _marked_number(reading, at)


def _money_price(reading: Reading, at: int) -> Price | None:
    spot, mark, hourly = _past_mark(reading, at)
    if spot >= len(reading.tokens):
        return None
    money = reading.purse.read(reading.tokens, spot)
    if not money:
        number = read_number(reading.tokens, spot)
        text = reading.low(number[1] - 1) if number else ""
        if not number or not (text == "grand" or (text.endswith("k") and reading.tokens[number[1] - 1].kind == NUM)):
            return None
        if (
            text.endswith("k")
            and not mark
            and unit_at(reading.tokens, number[1]) is None
            and reading.low(number[1]) in ("run", "race")
        ):
            return None
        return _with_tail(reading, Price(number[0], None, at, number[1], hourly, mark, number_at=spot))
    mark = mark or _counts_before(reading, spot, money.end)
    return _with_tail(reading, Price(money.value, money.currency, at, money.end, hourly, mark, number_at=spot))


def _counts_before(reading: Reading, at: int, end: int) -> bool:
    """ "six $40 lessons": a number right before the money counts the things right behind it."""
    if not reading.free(at - 1) or not reading.free(end) or not is_plural(reading.low(end)):
        return False
    number = read_number(reading.tokens, at - 1)
    return number is not None and number[1] == at and not reading.is_label(at - 2)


def _rated_number(reading: Reading, at: int) -> Price | None:
    """ "400/day", "at 90 an hour", "150 each"."""
    spot, mark, hourly = _past_mark(reading, at)
    if spot >= len(reading.tokens):
        return None
    number = read_number(reading.tokens, spot)
    if not number:
        return None
    rate = read_rate(reading.tokens, number[1])
    if not rate and not hourly:
        return None
    if rate and rate.noun and not mark and reading.low(number[1]) != "/":
        return None
    return _with_tail(reading, Price(number[0], None, at, number[1], hourly, mark, number_at=spot, named=False))


def _marked_number(reading: Reading, at: int) -> Price | None:
    if reading.low(at) not in _MARKS:
        return None
    spot, _, hourly = _past_mark(reading, at)
    number = read_number(reading.tokens, spot) if spot < len(reading.tokens) else None
    if not number or unit_at(reading.tokens, number[1]) or reading.low(number[1]) in _MARKS:
        return None
    if reading.low(at) == "at" and not (reading.bounded(number[1]) or reading.tokens[number[1]].kind != WORD):
        return None
    if (
        reading.low(at) in _TIMES
        and at > 0
        and reading.tokens[at - 1].kind != NUM
        and reading.tokens[at - 1].kind != WORD
    ):
        return None
    return _with_tail(reading, Price(number[0], None, at, number[1], hourly, True, number_at=spot, named=False))


def _past_mark(reading: Reading, at: int) -> tuple[int, bool, Rate | None]:
    """The token after "at", "@", "at a rate of", "at an hourly rate of"; and the rate that such words name."""
    low = reading.low(at)
    hourly = None
    if low not in _MARKS:
        if low in ("hourly", "daily", "day") and reading.low(at + 1) == "rate":
            spot = at + 2
            while reading.low(spot) in ("of", ":", "is"):
                spot += 1
            return spot, True, Rate(_HOURLY[low], at, at + 2)
        return at, False, None
    spot = at + 1
    while spot < at + 7 and (
        reading.low(spot) in _RATE_NOUNS or (reading.low(spot) in _HOURLY and reading.low(spot + 1) == "rate")
    ):
        if reading.low(spot) in _HOURLY:
            hourly = Rate(_HOURLY[reading.low(spot)], spot, spot + 2)
        elif reading.low(spot) in ("a", "an") and read_number(reading.tokens, spot):
            break
        spot += 1
    return spot, True, hourly


def _with_tail(reading: Reading, price: Price) -> Price:
    """The price with what follows it: a rate, "x 3", "in total"."""
    end = price.end
    many = _per_many(reading, price)
    if many:
        return many
    if reading.low(end) == "for" and reading.low(end + 1) == "each" and reading.all_free(end, end + 2):
        stop = end + 2 + (reading.low(end + 2) == "of")
        return replace(price, rate=Rate("item", end, stop), end=stop)
    rate = read_rate(reading.tokens, end) if end < len(reading.tokens) else None
    rate = rate or _article_rate(reading, price)
    if rate and reading.all_free(rate.start, rate.end):
        price = replace(price, rate=rate, end=rate.end)
        over = period_behind(reading, rate) or _thing_behind(reading, rate)
        end = over.end if over else rate.end
        price = replace(price, rate=over if over and over.per == "item" else rate, end=end)
    if reading.low(end) in _TIMES and reading.free(end):
        times = read_number(reading.tokens, end + 1) if end + 1 < len(reading.tokens) else None
        if times:
            return replace(price, end=end + 1, mark=True, times=(end + 1, times[1]))
    for words in _TOTALS:
        if all(reading.low(end + step) == word for step, word in enumerate(words)) and reading.all_free(
            end, end + len(words)
        ):
            if words in (("flat",), ("fixed",), ("overall",), ("total",)) and not reading.bounded(end + 1):
                continue
            return replace(price, total=True, end=end + len(words))
    return price


def period_behind(reading: Reading, rate: Rate) -> Rate | None:
    """The "per month" of "$4 per user per month", by which the document repeats."""
    if rate.per != "item":
        return None
    glued = UNITS.get(rate.noun.lower().rpartition("/")[2]) if rate.noun and "/" in rate.noun else None
    over = Rate(glued, rate.end, rate.end) if glued else read_rate(reading.tokens, rate.end)
    return over if over and over.per in PERIODS | {"quarter"} else None


def _thing_behind(reading: Reading, rate: Rate) -> Rate | None:
    """The "per user" of "$4 per month per user", which is what the text counts."""
    over = read_rate(reading.tokens, rate.end) if rate.per in PERIODS else None
    return over if over and over.per == "item" else None


def _per_many(reading: Reading, price: Price) -> Price | None:
    """ "£90 per 1,000 words": the price of one, exactly."""
    at = price.end
    if reading.low(at) not in ("per", "/") or at + 1 >= len(reading.tokens):
        return None
    if reading.low(at + 1) in ("hundred", "thousand"):
        count, end = Decimal(100 if reading.low(at + 1) == "hundred" else 1000), at + 2
    else:
        number = read_number(reading.tokens, at + 1)
        if not number or number[0] not in (10, 100, 1000, 10000):
            return None
        count, end = number
    unit = unit_at(reading.tokens, end)
    stop = end + 1 if unit else end
    if not reading.all_free(at, stop):
        return None
    return replace(price, value=price.value / count, rate=Rate(unit or "item", at, stop), end=stop)


def _article_rate(reading: Reading, price: Price) -> Rate | None:
    """ "$22 a walk": a rate where the text counts walks, or where "at" says that a rate comes."""
    at = price.end
    if reading.low(at) not in ("a", "an") or at + 1 >= len(reading.tokens) or reading.tokens[at + 1].kind != WORD:
        return None
    noun = reading.low(at + 1)
    plurals = {f"{noun}s", f"{noun}es", f"{noun[:-1]}ies"}
    if any(token.low in plurals for token in reading.tokens) or (price.mark and reading.bounded(at + 2)):
        return Rate("item", at, at + 2, reading.tokens[at + 1].text)
    return None


def _led_by(reading: Reading, price: Price) -> Price:
    """Joining words before a price belong to it: "for $900", "a total of $900", "is $65", "= 40"."""
    start, total = price.start, price.total
    while start > 0 and reading.free(start - 1):
        word = reading.low(start - 1)
        if word == "each" and not price.rate and not price.mark:
            price = replace(price, rate=Rate("item", start - 1, start))
        elif word in ("total", "totalling", "totaling") or word == "flat":
            total = True
        elif word not in ("for", "of", "is", "are", "was", "a", "the", "=", "comes", "costing", "priced", "to", "costs", "cost", "price", "only", "just", "it's",
                          "that's", "at", "sum", "amount", "worth", "came", "about", "around", "roughly", "approximately"):  # fmt: skip
            break
        if word == "of" and reading.low(start - 2) not in (
            "total",
            "sum",
            "amount",
            "fee",
            "price",
            "cost",
            "rate",
            "refund",
            "credit",
            "",
            "note",
        ):
            break
        start -= 1
    return replace(price, start=start, total=total)


def _listed_numbers(reading: Reading, indices: list[int]) -> list[Price]:
    """ "stairs 300 rails 200": words and numbers by turns, a number last, read as items with their prices."""
    numbers = [at for at in indices if reading.tokens[at].kind == NUM]
    if len(numbers) < 2 or numbers[-1] != indices[-1] or numbers[0] == indices[0]:
        return []
    for before, at in zip([indices[0] - 1, *numbers], numbers, strict=False):
        token = reading.tokens[at]
        words = [spot for spot in indices if before < spot < at]
        if not words or token.value < 20 or is_ordinal(token) or unit_at(reading.tokens, at + 1):
            return []
        if reading.is_label(at - 1) or reading.low(at - 1) in ("and", "of") or any(
            reading.tokens[spot].kind != WORD for spot in words
        ):
            return []
    return [Price(reading.tokens[at].value, None, at, at + 1, number_at=at, named=False) for at in numbers]


def _numbers_for(reading: Reading, indices: list[int]) -> list[Price]:
    """ "60 for nails and 25 for brows": two or more numbers that each stand before "for"."""
    found = []
    for at in indices:
        number = read_number(reading.tokens, at) if reading.tokens[at].kind == NUM else None
        if (
            number
            and reading.low(number[1]) == "for"
            and not is_ordinal(reading.tokens[at])
            and not reading.is_label(at - 1)
            and reading.all_free(at, number[1])
        ):
            found.append(Price(number[0], None, at, number[1], number_at=at, named=False))
    return found if len(found) > 1 else []


def _joined_number(reading: Reading, indices: list[int], first: Price) -> list[Price]:
    """ "110/hr + parts 64.50": a number that ends words joined to a priced part is their price."""
    last = indices[-1]
    token = reading.tokens[last]
    if token.kind != NUM or last <= first.end + 1 or is_ordinal(token) or token.value < 10 or first.times:
        return []
    if token.text.isdigit() and 1990 <= token.value <= 2099:
        return []
    joints = [at for at in indices if at >= first.end and reading.low(at) in ("+", "and", "plus")]
    words = [at for at in indices if joints and joints[0] < at < last]
    labelled = reading.is_label(last - 1) or reading.low(last - 1) in MONTHS or reading.low(last - 1) == "of"
    if not words or labelled or any(reading.tokens[at].kind != WORD for at in words):
        return []
    return [Price(token.value, None, last, last + 1, number_at=last, named=False)]


def _leading_numbers(reading: Reading, indices: list[int]) -> list[Price]:
    """ "80 sink + 40 tap": sums that each lead one thing, no count of several."""
    starts = [indices[0], *(at + 1 for at in indices[:-1] if reading.low(at) in ("+", "plus"))]
    numbers = [at for at in indices if reading.tokens[at].kind == NUM]
    if len(starts) < 2 or numbers != starts:
        return []
    for at in numbers:
        follows = reading.low(at + 1)
        if at + 1 not in indices or is_plural(follows) or unit_at(reading.tokens, at + 1) or follows in _TIMES:
            return []
    return [Price(reading.tokens[at].value, None, at, at + 1, number_at=at, named=False) for at in numbers]


def _bare_number(reading: Reading, indices: list[int]) -> Price | None:
    """The one number of a segment without written money that is its price, or None (a count, a year, a label)."""
    numbers = []
    past = -1
    for position, at in enumerate(indices):
        if at < past or reading.tokens[at].kind == DATE:
            continue
        number = read_number(reading.tokens, at) if reading.tokens[at].kind in (NUM, WORD) else None
        if not number or is_ordinal(reading.tokens[at]) or not reading.all_free(at, number[1]):
            continue
        past = number[1]
        if reading.low(number[1]) == "of" or _of_a_date(reading, at):
            continue
        if not unit_at(reading.tokens, number[1]) and not reading.is_label(at - 1):
            numbers.append((at, number[0], number[1], position))
    for at, value, end, _ in reversed(numbers):
        if _stands_as_price(reading, at, end):
            return _with_tail(reading, Price(value, None, at, end, number_at=at, named=False))
    if len(numbers) == 1:
        at, value, end, position = numbers[0]
        if reading.tokens[at].kind == NUM and position == 0 and not _is_count(reading, at, value, end):
            return _with_tail(reading, Price(value, None, at, end, number_at=at, named=False))
    return None


def _of_a_date(reading: Reading, at: int) -> bool:
    """Whether the number is a month's day: "20" in "March 20" and in "20 March"."""
    return reading.low(at - 1) in MONTHS or (reading.low(at + 1) in MONTHS and reading.tokens[at].value is not None)


def _stands_as_price(reading: Reading, at: int, end: int) -> bool:
    """A number at its segment's end, or before "for", "total", a claimed clause."""
    if end >= len(reading.tokens) or reading.breaks(end) or reading.owner[end] is not None:
        return reading.tokens[at].kind == NUM or reading.low(at - 1) in ("for", "") or reading.owner[at - 1] is not None
    if reading.tokens[end].kind == NL or reading.low(end) in (":", "for", "total", "altogether", "("):
        return reading.low(end) != ":" or reading.tokens[at].kind == NUM
    return (reading.low(end) in ("in", "and", "plus", "on", "-") and reading.low(end + 1) in ("total",)) or reading.low(
        end
    ) in ("plus",)


def _is_count(reading: Reading, at: int, value: Decimal, end: int) -> bool:
    """Whether a number before words counts them: "3 logos", "2026 calendars"."""
    if reading.tokens[at].text.isdigit() and len(reading.tokens[at].text) == 4 and 1990 <= value <= 2099:
        return True
    if reading.low(end) in ("x", "×", "*"):
        return True
    if end < len(reading.tokens) and _priced_by_one(reading, reading.low(end)):
        return True
    spot, plural = end, False
    while reading.free(spot) and reading.tokens[spot].kind == WORD and not reading.bounded(spot):
        plural = is_plural(reading.low(spot))
        spot += 1
    if value != value.to_integral_value():
        return False
    return plural and value < 20


def _priced_by_one(reading: Reading, plural: str) -> bool:
    """Whether the text prices one of these things: "$36 per bale, 50 bales"."""
    return is_plural(plural) and any(
        reading.low(at - 1) in ("per", "/", "a", "an", "each") and plural in (f"{token.low}s", f"{token.low}es")
        for at, token in enumerate(reading.tokens)
        if token.kind == WORD and at
    )
