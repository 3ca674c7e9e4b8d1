"""Currencies as tools write them: 'EUR', 'Euro - EUR', 'US Dollar', '€'; a bare '1' stays unknown."""

import re
from functools import lru_cache

from .reading import Read

_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")
_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "₦": "NGN", "₩": "KRW", "us$": "USD", "a$": "AUD", "c$": "CAD"}
_USUAL = {
    "us dollar": "USD", "u.s. dollar": "USD", "us dollars": "USD", "american dollar": "USD", "pound sterling": "GBP",
    "pound": "GBP", "pounds": "GBP", "british pounds": "GBP", "sterling": "GBP", "euros": "EUR", "yen": "JPY",
    "swiss francs": "CHF", "schweizer franken": "CHF", "franken": "CHF", "dollar américain": "USD",
    "dólar": "USD", "us-dollar": "USD", "canadian dollars": "CAD", "australian dollars": "AUD",
}  # fmt: skip
_TONGUES = ("en", "de", "fr", "es")


@lru_cache(maxsize=2048)
def currency_code(text: str) -> Read[str]:
    """ISO 4217 code in use, or the reason why it cannot be told. '' gives no value and no problem."""
    word = text[:100].strip()
    if not word:
        return Read()
    known = _known()
    if word.upper() in known and word.isalpha():
        return Read(word.upper())
    code = next((found for found in _CODE.findall(word) if found in known), None)
    code = code or _SIGNS.get(word.casefold()) or _USUAL.get(word.casefold()) or _names().get(word.casefold())
    if code:
        return Read(code)
    if word.isdigit():
        return Read(problem=f"“{word}” is the other tool's own number of a currency: choose the currency.")
    return Read(problem=f"“{word[:40]}” is not a currency that we know.")


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    from babel.core import get_global

    spans = (span for listed in get_global("territory_currencies").values() for span in listed)
    return frozenset(code for code, _, end, tender in spans if tender and not end)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for tongue in _TONGUES:
        for code, name in Locale(tongue).currencies.items():
            if code in _known():
                names.setdefault(name.casefold(), code)
    return names
