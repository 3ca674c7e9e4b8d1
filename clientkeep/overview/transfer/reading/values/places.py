"""Countries and languages by name or code, in several languages, to ISO codes."""

import re
from functools import lru_cache

from ..headers import normal_header
from .reading import Read

_TONGUES = ("en", "de", "fr", "es", "it", "nl", "pt")
_USUAL = {
    "usa": "US", "unitedstatesofamerica": "US", "america": "US", "uk": "GB", "greatbritain": "GB", "england": "GB",
    "scotland": "GB", "wales": "GB", "northernireland": "GB", "grossbritannien": "GB", "grandebretagne": "GB",
    "granbretana": "GB", "eeuu": "US", "etatsunisdamerique": "US", "holland": "NL", "thenetherlands": "NL",
    "republicofireland": "IE", "eire": "IE", "czechrepublic": "CZ", "tschechischerepublik": "CZ", "korea": "KR",
    "southkorea": "KR", "russia": "RU", "vietnam": "VN", "turkey": "TR", "hongkong": "HK", "taiwan": "TW", "uae": "AE",
    "ivorycoast": "CI", "macedonia": "MK", "swaziland": "SZ", "burma": "MM", "kosovo": "XK", "brd": "DE",
    "suisse": "CH", "schweizerischeeidgenossenschaft": "CH", "peoplesrepublicofchina": "CN", "elsalvador": "SV",
}  # fmt: skip
_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}))?$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def country_code(text: str) -> Read[str]:
    """ISO 3166-1 alpha-2 of a name or code ('Deutschland', 'DEU', 'uk', 'D-'). '' gives nothing, no problem."""
    word = normal_header(text[:100])
    if not word:
        return Read()
    if len(word) == 2 and word.upper() in _codes():
        return Read("GB" if word == "uk" else word.upper())
    code = _USUAL.get(word) or _names().get(word) or (_three_letters().get(word.upper()) if len(word) == 3 else None)
    if code:
        return Read(code)
    bracketed = re.search(r"\(([A-Za-z]{2})\)$", text[:100].strip())
    if bracketed and bracketed[1].upper() in _codes():
        return Read(bracketed[1].upper())
    if word.isdigit():
        return Read(problem=f"“{text}” is the other tool's own number of a country: choose the country.")
    return Read(problem=f"“{text[:60]}” is not a country that we know.")


@lru_cache(maxsize=1024)
def language_code(text: str) -> Read[str]:
    """A language as 'de' or 'pt-BR', from its code or name."""
    word = text[:100].strip()
    if not word:
        return Read()
    tag = _TAG.match(word)
    if tag and tag[1].lower() in _language_codes():
        return Read(tag[1].lower() + (f"-{tag[3].upper()}" if tag[3] else ""))
    code = _language_names().get(normal_header(re.sub(r"\(.*?\)", "", word)))
    return Read(code) if code else Read(problem=f"“{word[:40]}” is not a language that we know.")


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    from babel import Locale

    regions = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    return frozenset(regions - {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"} | {"UK"})


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for tongue in _TONGUES:
        for code, name in Locale(tongue).territories.items():
            if code in _codes():
                names.setdefault(normal_header(name), code)
    for tongue in ("ja", "ru", "pl", "sv"):
        for code, name in Locale(tongue).territories.items():
            if code in _codes():
                names.setdefault(normal_header(name), code)
    return names


@lru_cache(maxsize=1)
def _three_letters() -> dict[str, str]:
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return {alias: codes[0] for alias, codes in aliases.items() if len(alias) == 3 and alias.isalpha()}


@lru_cache(maxsize=1)
def _language_codes() -> frozenset[str]:
    from babel import Locale

    return frozenset(code for code in Locale("en").languages if code.isalpha())


@lru_cache(maxsize=1)
def _language_names() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for tongue in (*_TONGUES, "pl", "sv", "da", "ja"):
        for code, name in Locale(tongue).languages.items():
            if code.isalpha():
                names.setdefault(normal_header(name), code)
    for code in (
        "de",
        "fr",
        "es",
        "it",
        "nl",
        "pt",
        "pl",
        "sv",
        "da",
        "ja",
        "zh",
        "cs",
        "fi",
        "el",
        "tr",
        "ru",
    ):
        names.setdefault(normal_header(Locale(code).languages[code]), code)
    return names
