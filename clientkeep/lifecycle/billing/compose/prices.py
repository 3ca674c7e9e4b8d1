"""Finding the prices in one segment of the text, and what marks each as a rate or a total (ruling 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from .lexer import NUM, WORD
from .money import Rate, read_rate
from .numbers import read_number
from .quantities import unit_at
from .reading import Reading
from .vocabulary import PERIODS, SINGULAR_S, UNITS

_MARKS = frozenset(("at", "@", "à", "x", "×", "*"))
TIMES = frozenset(("x", "×", "*"))
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
_IRREGULAR = {"child": "children", "person": "people", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth"}
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


def plurals_of(noun: str) -> frozenset[str]:
    """What several of the folded noun are called."""
    return frozenset((f"{noun}s", f"{noun}es", f"{noun[:-1]}ies", f"{noun[:-1]}ves", _IRREGULAR.get(noun, f"{noun}s")))


def is_plural(word: str) -> bool:
    return word in _IRREGULAR.values() or (word.endswith("s") and not word.endswith("ss") and word not in SINGULAR_S and not word.endswith("'s"))


def marked_prices(reading: Reading, indices: list[int]) -> list[Price]:
    """The prices among these tokens that are written as money, or that "each", "an hour" or "@" mark as prices."""
    prices, past = [], -1
    for at in indices:
        if at < past:
            continue
        price = (
            _money_price(reading, at)
            or _rated_number(reading, at)
            or _marked_number(reading, at)
            or _told_number(reading, at, bool(prices))
        )
        if price and reading.all_free(price.start, price.end):
            prices.append(price)
            past = price.end
    if any(price.currency for price in prices):
        prices = [price for price in prices if not _is_grade(reading, price)]
    return prices


def _is_grade(reading: Reading, price: Price) -> bool:
    """The "4K" of "$320 for 4K video", which is no price beside written money."""
    glued = price.currency is None and reading.low(price.end - 1).endswith("k") and not (price.mark or price.rate)
    return glued and not reading.bounded(price.end)


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
        return with_tail(reading, Price(number[0], None, at, number[1], hourly, mark, number_at=spot))
    mark = mark or _counts_before(reading, spot, money.end) or label_before(reading, spot) == "rate"
    return with_tail(reading, Price(money.value, money.currency, at, money.end, hourly, mark, number_at=spot))


def label_before(reading: Reading, at: int) -> str:
    """The word before the colon that `at` stands behind: the "rate" of "Rate: $85"."""
    return reading.low(at - 2) if reading.low(at - 1) == ":" else ""


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
    return with_tail(reading, Price(number[0], None, at, number[1], hourly, mark, number_at=spot, named=False))


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
        reading.low(at) in TIMES
        and at > 0
        and reading.tokens[at - 1].kind != NUM
        and reading.tokens[at - 1].kind != WORD
    ):
        return None
    return with_tail(reading, Price(number[0], None, at, number[1], hourly, True, number_at=spot, named=False))


def _told_number(reading: Reading, at: int, after_price: bool) -> Price | None:
    """ "it was twelve hundred and then another three hundred for the logo": sums as one tells them."""
    word = reading.low(at)
    if word not in ("was", "it's", "that's", "costs", "another") or at + 1 >= len(reading.tokens):
        return None
    number = read_number(reading.tokens, at + 1)
    if not number or number[0] < 20 or unit_at(reading.tokens, number[1]):
        return None
    ends = reading.low(number[1]) == "for" if word == "another" else reading.bounded(number[1])
    if not ends or (word == "another" and not after_price):
        return None
    return with_tail(reading, Price(number[0], None, at, number[1], number_at=at + 1, named=False))


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


def with_tail(reading: Reading, price: Price) -> Price:
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
    if reading.low(end) in TIMES and reading.free(end):
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
    if any(token.low in plurals_of(noun) for token in reading.tokens) or (price.mark and reading.bounded(at + 2)):
        return Rate("item", at, at + 2, reading.tokens[at + 1].text)
    return None


def led_by(reading: Reading, price: Price) -> Price:
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
