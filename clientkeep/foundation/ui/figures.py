"""Money in the reader's locale. The locale's pattern is read from Babel once, then amounts are plain string work."""

import re
from dataclasses import dataclass
from functools import lru_cache

from clientkeep.foundation.currencies import decimals

MINUS = "\N{MINUS SIGN}"
_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Shape:
    """What surrounds and separates the digits of one currency in one locale."""

    prefix: str
    suffix: str
    point: str
    group: str
    first: int
    rest: int
    places: int


def write_money(minor: int, currency: str, locale: str, home: str, *, code: bool = False) -> str:
    """Write `minor` units for a reader in `locale` whose firm keeps its books in `home`.

    The home currency has its sign, any other its ISO code; `code=True` demands the code. KeyError for a
    currency that ISO 4217 does not list.
    """
    shape = _shape(locale, currency, code or currency != home)
    digits = str(abs(minor)).rjust(shape.places + 1, "0")
    whole, fraction = (digits[: -shape.places], digits[-shape.places :]) if shape.places else (digits, "")
    number = _grouped(whole, shape) + (shape.point + fraction if fraction else "")
    return f"{MINUS if minor < 0 else ''}{shape.prefix}{number}{shape.suffix}"


def write_number(minor: int, currency: str, locale: str) -> str:
    """Write the amount as an input shows it: the locale's point, no groups, no sign of the currency."""
    shape = _shape(locale, currency, True)
    digits = str(abs(minor)).rjust(shape.places + 1, "0")
    sign = "-" if minor < 0 else ""
    return (
        f"{sign}{digits[: -shape.places]}{shape.point}{digits[-shape.places :]}"
        if shape.places
        else sign + digits
    )


def currency_sign(currency: str, locale: str, home: str) -> str:
    """Return what stands beside an amount input: "$" at home, "EUR" elsewhere."""
    shape = _shape(locale, currency, currency != home)
    return (shape.prefix + shape.suffix).strip(_SPACE + " ")


def _grouped(whole: str, shape: Shape) -> str:
    if len(whole) <= shape.first:
        return whole
    head, parts = whole[: -shape.first], [whole[-shape.first :]]
    while head:
        parts.insert(0, head[-shape.rest :])
        head = head[: -shape.rest]
    return shape.group.join(parts)


@lru_cache(maxsize=512)
def _shape(locale: str, currency: str, code: bool) -> Shape:
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        known = Locale.parse("en")
    pattern = known.currency_formats["standard"]
    sign = currency if code else get_currency_symbol(currency, locale=known)
    prefix, suffix = (
        re.sub(r"\u00a4+", sign, part.replace("'", "")) for part in (pattern.prefix[0], pattern.suffix[0])
    )
    # CLDR's rule for spacing: a sign that ends in a letter ("KWD", "R") never touches the digits.
    if prefix[-1:].isalpha():
        prefix += _SPACE
    if suffix[:1].isalpha():
        suffix = _SPACE + suffix
    first, rest = pattern.grouping
    return Shape(
        prefix,
        suffix,
        get_decimal_symbol(known, numbering_system="latn"),
        get_group_symbol(known, numbering_system="latn"),
        first,
        rest,
        decimals(currency),
    )
