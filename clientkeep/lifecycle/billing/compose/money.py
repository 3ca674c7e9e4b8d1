"""Sums of money over tokens, and what they are per: "$1.2k", "75 quid", "EUR 500", "$95/hr", "£6 each"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from clientkeep.foundation.currencies import DECIMALS

from .lexer import NL, NUM, SYM, WORD, Token
from .numbers import low, read_number
from .vocabulary import (
    CENTS,
    CODES_THAT_ARE_WORDS,
    CURRENCY_SYMBOLS,
    CURRENCY_WORDS,
    DOLLAR_CURRENCIES,
    EACH,
    GLUED_RATES,
    KRONE_CURRENCIES,
    NATIONS,
    UNITS,
)

_MEASURES = frozenset("sq square linear running cubic lineal".split())
_SETS = frozenset("set pair bunch box pack bag case".split())
_NOTES = {"fiver": 5, "tenner": 10}
_LY = {"hourly": "hour", "daily": "day"}


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount over tokens [start, end); `currency` is None where the text names none."""

    value: Decimal
    currency: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rate:
    """What a price is per, over tokens [start, end): a listed unit, "quarter", or "item"; `noun` as written."""

    per: str
    start: int
    end: int
    noun: str | None = None


class Purse:
    """Reads money under one firm's settings, which say what "$" is."""

    def __init__(self, currency: str, shouting: bool = False):
        self.currency = currency
        self.shouting = shouting

    def symbol(self, sign: str) -> str:
        """The currency of a symbol (ruling 15)."""
        sign = sign.upper()
        if sign == "$":
            return self.currency if self.currency in DOLLAR_CURRENCIES else "USD"
        if sign in "¥￥":
            return "CNY" if self.currency == "CNY" else "JPY"
        return CURRENCY_SYMBOLS[sign]

    def word(self, tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
        """The currency that the words at `at` name, and the token after them."""
        if not 0 <= at < len(tokens):
            return None
        token = tokens[at]
        if token.kind == SYM:
            return self.symbol(token.text), at + 1
        if token.kind != WORD:
            return None
        named = CURRENCY_WORDS.get(token.low)
        if named:
            return self._named(named), at + 1 + (low(tokens, at + 1) == "sterling")
        if token.low in NATIONS and low(tokens, at + 1) in CURRENCY_WORDS:
            return NATIONS[token.low], at + 2
        if (
            token.low in ("hong", "new")
            and low(tokens, at + 2) in ("dollars", "dollar")
            and low(tokens, at + 1) in ("kong", "zealand")
        ):
            return ("HKD" if token.low == "hong" else "NZD"), at + 3
        code = token.text.upper()
        if len(code) == 3 and code in DECIMALS and self._meant(token, code):
            return code, at + 1
        return None

    def read(self, tokens: Sequence[Token], at: int) -> Sum | None:
        """Read a sum whose currency is written, or None ("450" alone is only a number)."""
        token = tokens[at]
        if token.low in ("-", "−", "–") and at + 1 < len(tokens) and tokens[at + 1].start == token.end:
            inner = self.read(tokens, at + 1) if tokens[at + 1].kind in (SYM, WORD) else None
            return Sum(inner.value, inner.currency, at, inner.end) if inner else None
        if token.low in _NOTES or (token.low == "a" and low(tokens, at + 1) in _NOTES):
            end = at + 1 + (token.low == "a")
            return Sum(Decimal(_NOTES[low(tokens, end - 1)]), "GBP", at, end)
        if token.kind == SYM or (token.kind == WORD and (len(token.text) == 3 or token.low == "kr")):
            ahead = self._before(tokens, at)
            if ahead:
                return ahead
        return self._after(tokens, at)

    def _named(self, name: str) -> str:
        if name == "$":
            return self.symbol("$")
        if name == "kr":
            return self.currency if self.currency in KRONE_CURRENCIES else "SEK"
        return name

    def _meant(self, token: Token, code: str) -> bool:
        if code not in CODES_THAT_ARE_WORDS:
            return True
        return token.text.isupper() and not self.shouting

    def _before(self, tokens: Sequence[Token], at: int) -> Sum | None:
        """ "$500", "EUR 500", "$500 CAD", "$ 2 grand"."""
        named = self.word(tokens, at)
        if not named:
            return None
        currency, start = named
        if start < len(tokens) and tokens[start].low == "-" and tokens[start].end == tokens[start].end:
            glued = start + 1 < len(tokens) and tokens[start + 1].start == tokens[start].end
            if tokens[at].kind == SYM and glued and tokens[start].start == tokens[at].end:
                start += 1
        if start >= len(tokens):
            return None
        if tokens[start].kind == SYM and tokens[at].kind == WORD:
            start += 1
            if start >= len(tokens):
                return None
        if tokens[start].kind != NUM and tokens[at].kind == WORD:
            return None
        found = read_number(tokens, start)
        if not found:
            return None
        value, end = found
        if tokens[at].kind == SYM and tokens[at].text == "$":
            explicit = self.word(tokens, end)
            if explicit and tokens[end].kind == WORD and tokens[end].text.upper() in DECIMALS:
                after = explicit[1]
                if not (after < len(tokens) and tokens[after].kind == NUM):
                    return Sum(value, explicit[0], at, after)
            if explicit and tokens[end].low in ("dollars", "bucks"):
                return Sum(value, currency, at, explicit[1])
        return Sum(value, currency, at, end)

    def _after(self, tokens: Sequence[Token], at: int) -> Sum | None:
        """ "500 euros", "350€", "75 quid", "fifty cents", "two thousand dollars and fifty cents"."""
        found = read_number(tokens, at)
        if not found:
            return None
        value, end = found
        if end >= len(tokens):
            return None
        if tokens[end].low in CENTS and tokens[end].kind == WORD:
            pence = tokens[end].low in ("p", "pence", "penny")
            if tokens[end].low == "p" and tokens[end].start != tokens[end - 1].end:
                return None
            return Sum(value / 100, "GBP" if pence else self.symbol("$"), at, end + 1)
        named = self.word(tokens, end)
        if not named:
            return None
        currency, after = named
        if tokens[end].kind == SYM and tokens[end].start != tokens[end - 1].end:
            if after < len(tokens) and tokens[after].kind == NUM:
                return None
        elif (
            tokens[end].kind == WORD
            and tokens[end].low not in CURRENCY_WORDS
            and after < len(tokens)
            and tokens[after].kind == NUM
            and tokens[after].start - tokens[end].end <= 1
            and read_number(tokens, at)
            and not _line_end(tokens, after)
        ):
            return Sum(value, currency, at, after)
        return self._with_cents(tokens, Sum(value, currency, at, after))

    def _with_cents(self, tokens: Sequence[Token], whole: Sum) -> Sum:
        at = whole.end
        if low(tokens, at) == "and":
            at += 1
        if at < len(tokens) and tokens[at].kind in (NUM, WORD):
            found = read_number(tokens, at)
            if found and low(tokens, found[1]) in ("cents", "cent", "pence") and found[0] < 100:
                return Sum(whole.value + found[0] / 100, whole.currency, whole.start, found[1] + 1)
        return whole


def _line_end(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].kind == NL


def read_rate(tokens: Sequence[Token], at: int) -> Rate | None:
    """Read what the price before `at` is per, or None."""
    if at >= len(tokens):
        return None
    word = tokens[at].low
    if word in EACH:
        return Rate("item", at, at + 1)
    if word in GLUED_RATES and tokens[at].kind == WORD:
        return Rate(GLUED_RATES[word], at, at + 1)
    if word in _LY:
        return Rate(_LY[word], at, at + 1)
    if word == "a" and low(tokens, at + 1) in ("piece", "pop", "head"):
        return Rate("item", at, at + 2)
    if word in ("per", "/", "a", "an", "every"):
        return _per(tokens, at, word)
    if word == "the" and low(tokens, at + 1) in _SETS:
        return Rate("item", at, at + 2, tokens[at + 1].text)
    return None


def _per(tokens: Sequence[Token], at: int, word: str) -> Rate | None:
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if follows is None or follows.kind != WORD:
        return None
    unit = UNITS.get(follows.low)
    if unit and not (word in ("a", "an") and unit in ("word", "page", "km", "mile") and follows.low != unit):
        if word == "every" and unit not in ("hour", "word", "page", "km", "mile"):
            return None
        return Rate(unit, at, at + 2)
    if follows.low == "dozen":
        return Rate("item", at, at + 2, "dozen")
    if follows.low in ("quarter", "qtr") and word != "every":
        return Rate("quarter", at, at + 2)
    if word == "per" and follows.low in ("annum",):
        return Rate("year", at, at + 2)
    if word in ("per", "/") and follows.low in EACH | {"piece", "item", "unit", "pc", "head"}:
        return Rate("item", at, at + 2)
    if word in ("per", "/"):
        measure = follows.low in _MEASURES and at + 2 < len(tokens) and tokens[at + 2].kind == WORD
        return Rate("item", at, at + 2 + measure, follows.text)
    return None
