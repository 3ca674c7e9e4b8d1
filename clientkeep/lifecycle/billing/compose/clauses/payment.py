"""Payment of a receipt (rulings 38, 39, 28); on other kinds the same words are left over (ruling 30)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..dates import BACK
from ..lexer import DATE, NUM, WORD
from ..money import Sum
from ..reading import UNRESOLVED, Claim, Reading
from ..vocabulary import PAYMENT_METHODS, RECEIVED

TRIGGERS = ("method", "partial", "part", "sent", "gave", "handed", "wired", "paid", *RECEIVED, "got", "payment", "by", "via", "with", "in", "using", "through", "payable", "pay", "on", "yesterday",
            "today", "last", "this", "has", "have", "already", "prepaid", "settled", "was", "collected", "took", "they", "he", "she",
            "who", "over", "per", "date", "fully", "which", "transferred")  # fmt: skip
_METHOD_WORDS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _words, _method in PAYMENT_METHODS:
    _METHOD_WORDS.setdefault(_words[0], []).append((_words, _method))
BARE_TRIGGERS = tuple(_METHOD_WORDS)
_PLAIN_METHODS = frozenset("cash paypal venmo zelle stripe bacs ach visa amex mastercard revolut".split())
_CASH_THINGS = frozenset("register box flow machine drawer float point".split())
_LEADS = frozenset(("by", "via", "with", "in", "using", "through", "on", "over", "per"))
_PASSING = frozenset(
    "us me full up already now just thanks gratefully happily kindly in it the him her them total".split()
)
_BEFORE_VERB = frozenset(
    "got partial part they he she who has have already was been just fully which i we it is".split()
)


@dataclass(frozen=True, slots=True)
class Paid:
    """What one phrase says of a payment; a part it is silent on is None."""

    method: str | None = None
    date: datetime.date | None = None


def read(reading: Reading, at: int) -> Claim | None:
    word = reading.low(at)
    if word in ("payable", "pay"):
        return _payable(reading, at)
    labelled = _labelled(reading, at) if reading.kind == "receipt" else None
    if labelled:
        return labelled
    verb = _verb(reading, at)
    if verb:
        return _phrase(reading, at, verb)
    if word == "in" and reading.low(at + 1) == "full" and reading.kind == "receipt":
        return Claim(at, at + 2, "payment", Paid())
    if word in _LEADS:
        method = _led_method(reading, at)
        if method:
            return _extended(reading, at, Paid(method[0]), method[1])
    if word == "date" and reading.kind == "receipt" and reading.low(at + 1) == "paid":
        return None
    return _vague(reading, at) or _day(reading, at)


def read_bare(reading: Reading, at: int) -> Claim | None:
    """A method's name alone: "omar 90 cash", "…, Venmo"."""
    if reading.kind != "receipt":
        return _asked_method(reading, at)
    method = _method(reading, at)
    day = reading.calendar.read(reading.tokens, method[1], BACK) if method else None
    if day and day.date and reading.breaks(day.end):
        return Claim(at, day.end, "payment", Paid(method[0], day.date))
    if not method or not (_ends_method(reading, method[1]) or _is_said_of_sum(reading, at)):
        return None
    before = reading.low(at - 1)
    if before in ("for", "a", "an", "the", "of", "and", "my", "your"):
        return None
    follows_sum = at > 0 and (reading.tokens[at - 1].kind == NUM or reading.owner[at - 1] == "payment")
    if (
        follows_sum
        or (reading.breaks(method[1]) and reading.low(at) in _PLAIN_METHODS)
        or reading.starts_part(at)
        or before in ("dollars", "euros", "pounds", "quid", "bucks", "grand", "total", "paid", "method")
    ):
        return _extended(reading, at, Paid(method[0]), method[1])
    return None


def _asked_method(reading: Reading, at: int) -> Claim | None:
    """ "…, cash please" on what is still to be paid (ruling 30)."""
    end = at + 1 + (reading.low(at + 1) in ("please", "only", "preferred"))
    alone = at > 0 and reading.starts_part(at) and reading.low(at - 1) == "," and reading.breaks(end)
    return Claim(at, end, UNRESOLVED) if alone and reading.low(at) in _PLAIN_METHODS else None


def _is_said_of_sum(reading: Reading, at: int) -> bool:
    """Whether the method right behind a sum says how it was paid, though words go on: "45 cash yoga class"."""
    after_sum = at > 0 and reading.tokens[at - 1].kind == NUM
    return after_sum and reading.low(at) in _PLAIN_METHODS and reading.low(at + 1) not in _CASH_THINGS


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """A day that stands alone or last in a receipt: "…, 27 Feb", "60 cash oil change 28/2"."""
    if reading.kind != "receipt":
        return None
    if reading.tokens[at].kind == DATE and reading.breaks(at + 1) and reading.low(at - 1) not in ("to", "of", "for"):
        day = reading.calendar.read(reading.tokens, at, BACK)
        return Claim(at, day.end, "payment", Paid(None, day.date)) if day and day.date else None
    return _day(reading, at) if reading.starts_part(at) else None


def _labelled(reading: Reading, at: int) -> Claim | None:
    """ "method: bank transfer", "payment date 1 March", "paid by: card"."""
    spot = at + 1 if reading.low(at) in ("payment", "paid") else at
    if reading.low(spot) not in ("method", "date", "by", "on") or (spot == at and reading.low(spot) != "method"):
        return None
    if reading.low(spot) in ("by", "on") and reading.low(spot + 1) != ":":
        return None
    after = spot + 1
    while reading.low(after) in (":", "is", "was"):
        after += 1
    paid, end = _how_and_when(reading, Paid(), after)
    return Claim(at, end, "payment", paid) if end > after else None


def _verb(reading: Reading, at: int) -> int | None:
    """The token after "(they) (have) paid", "received", "got", "payment of"."""
    spot = at
    while (
        reading.low(spot) in _BEFORE_VERB
        and spot < at + 4
        and (reading.low(spot) != "got" or reading.low(spot + 1) == "paid")
    ):
        spot += 1
    word = reading.low(spot)
    if word in ("paid", "prepaid", "settled", "transferred"):
        return spot + 1
    if (
        word in ("sent", "gave", "handed", "wired")
        and reading.kind == "receipt"
        and reading.low(spot + 1) in ("me", "us")
    ):
        return spot + 1
    if reading.kind != "receipt":
        return spot + 1 if word in RECEIVED and spot > at else None
    if word in RECEIVED or word in ("got", "collected", "took"):
        return spot + 1
    if word == "payment":
        follows = reading.low(spot + 1)
        if follows in ("of", "received", "from", ":", "in", "by", "via", "made"):
            return spot + 1 + (follows in ("of", "received", ":", "made"))
    return None


def _phrase(reading: Reading, start: int, at: int) -> Claim:
    """Everything said right after the verb: for whom, how, when; a sum is noted and left to the lines."""
    paid = Paid()
    if reading.low(at) == "with" and reading.low(at + 1) == "thanks":
        at += 2
    if reading.low(at) == "payment":
        at += 1 + (reading.low(at + 1) in ("of", "for"))
    if reading.low(at) == "a" and reading.low(at + 1) == "total":
        at += 2 + (reading.low(at + 2) == "of")
    end = _more(reading, at)
    paid, end = _how_and_when(reading, paid, end)
    if reading.kind == "receipt":
        money = reading.sum_at(end) or _sum_before(reading, start)
        if money and reading.paid_at is None:
            reading.paid_at = money.start
    elif (money := reading.sum_at(end)) and reading.all_free(money.start, money.end):
        paid, end = _how_and_when(reading, paid, money.end)
    return Claim(start, end, "payment", paid)


def _sum_before(reading: Reading, end: int) -> Sum | None:
    """The sum of "…, $200 paid in cash", a part that says nothing else."""
    at = end - 1
    while at > 0 and not reading.starts_part(at):
        at -= 1
    money = reading.sum_at(at) if 0 <= at < end else None
    return money if money and money.end == end and money.currency else None


def _more(reading: Reading, at: int) -> int:
    while reading.low(at) in _PASSING and not (reading.low(at) == "in" and reading.low(at + 1) != "full"):
        if reading.low(at) == "the" and reading.low(at + 1) not in ("total", "full"):
            break
        at += 1
    if reading.low(at) in ("a", "the", "her", "his", "their") and _method(reading, at + 1):
        at += 1
    return at


def _how_and_when(reading: Reading, paid: Paid, at: int) -> tuple[Paid, int]:
    while at < len(reading.tokens):
        method = _led_method(reading, at) or _method(reading, at)
        if method and paid.method is None and _ends_method(reading, method[1]):
            paid, at = Paid(method[0], paid.date), _more(reading, method[1])
            continue
        spot = at + 1 if reading.low(at) in ("on", "of") else at
        day = reading.calendar.read(reading.tokens, spot, BACK) if paid.date is None else None
        if day and day.date and reading.low(spot) not in ("now",) and _ends_method(reading, day.end):
            paid, at = Paid(paid.method, day.date), day.end
            continue
        break
    return paid, at


def _extended(reading: Reading, start: int, paid: Paid, at: int) -> Claim:
    paid, end = _how_and_when(reading, paid, at)
    return Claim(start, end, "payment", paid)


def _payable(reading: Reading, at: int) -> Claim | None:
    method = _led_method(reading, at + 1)
    if not method:
        return None
    end = method[1]
    while reading.low(end) in ("or", "and", ",") and (_led_method(reading, end + 1) or _method(reading, end + 1)):
        end = (_led_method(reading, end + 1) or _method(reading, end + 1))[1]
    return Claim(at, end, UNRESOLVED)


def _led_method(reading: Reading, at: int) -> tuple[str, int] | None:
    if reading.low(at) not in _LEADS or (reading.low(at) == "per" and at > 0 and reading.tokens[at - 1].kind == NUM):
        return None
    spot = at + 1
    while reading.low(spot) in ("a", "an", "his", "her", "their", "my", "our", "the", "business", "company", "personal", "online", "us",
                                "international", "instant", "uk", "local", "mobile", "domestic", "direct"):  # fmt: skip
        if _method(reading, spot):
            break
        spot += 1
    method = _method(reading, spot)
    return method if method and _ends_method(reading, method[1]) else None


def _method(reading: Reading, at: int) -> tuple[str, int] | None:
    if at >= len(reading.tokens) or reading.tokens[at].kind != WORD:
        return None
    for words, method in _METHOD_WORDS.get(reading.low(at), ()):
        if all(reading.low(at + step) == word for step, word in enumerate(words)):
            end = at + len(words)
            while reading.low(end) in ("transfer", "payment", "card", "credit", "debit", "invoice") and reading.bounded(
                end + 1
            ):
                end += 1
            if reading.low(end) in ("#", "no", "number", "nr") or (method == "check" and reading.low(end) == "no"):
                number = end + 1 + (reading.low(end + 1) == ".")
                if number < len(reading.tokens) and reading.tokens[number].has_digit:
                    end = number + 1
            elif method == "check" and end < len(reading.tokens) and reading.tokens[end].kind == NUM:
                end += 1
            return method, end
    return None


def _ends_method(reading: Reading, at: int) -> bool:
    return reading.bounded(at) or reading.low(at) in ("yesterday", "today", "last", "received", "this")


def _vague(reading: Reading, at: int) -> Claim | None:
    """ "paid last week": no day, so nothing that the payment could hold."""
    if reading.low(at) in ("last", "this") and reading.low(at + 1) in ("week", "month", "year", "weekend"):
        before = at > 0 and reading.owner[at - 1] == "payment"
        return Claim(at, at + 2, UNRESOLVED) if before else None
    return None


def _day(reading: Reading, at: int) -> Claim | None:
    """A day of payment on its own: "on Friday", "yesterday", "last Friday" (receipts only)."""
    if reading.kind != "receipt":
        return None
    word = reading.low(at)
    spot = at + 1 if word == "on" else at
    day = reading.calendar.read(reading.tokens, spot, BACK)
    if not day or not _ends_method(reading, day.end):
        return None
    if day.date is None:
        return Claim(at, day.end, UNRESOLVED)
    if word not in ("on", "yesterday", "today", "last", "this") and not reading.starts_part(at):
        return None
    return _extended(reading, at, Paid(None, day.date), day.end)
