"""What follows from a country: currency, locale, time zone and paper, as CLDR has them."""

from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from clientkeep.foundation.currencies import DECIMALS

# CLDR's list of territories that print on US Letter.
LETTER = frozenset("US CA MX BZ CL CO CR GT NI PA PH PR SV VE".split())

# Where a country has several zones, the one that most of its people live in.
BUSIEST = {
    "US": "America/New_York", "CA": "America/Toronto", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "MX": "America/Mexico_City", "RU": "Europe/Moscow", "ES": "Europe/Madrid", "PT": "Europe/Lisbon",
    "NZ": "Pacific/Auckland", "CL": "America/Santiago", "ID": "Asia/Jakarta", "AR": "America/Argentina/Buenos_Aires",
    "DE": "Europe/Berlin", "CN": "Asia/Shanghai", "UA": "Europe/Kyiv", "KZ": "Asia/Almaty", "MY": "Asia/Kuala_Lumpur",
    "EC": "America/Guayaquil", "CD": "Africa/Kinshasa", "GB": "Europe/London", "FR": "Europe/Paris",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Defaults:
    """A currency by ISO 4217, a locale tag such as en-US, an IANA zone, and a4 or letter."""

    currency: str
    locale: str
    time_zone: str
    paper_size: str


def defaults_of(country: str) -> Defaults:
    """Return what a firm in this country (ISO 3166 alpha-2) begins with."""
    return Defaults(_currency(country), _locale(country), _zone(country), "letter" if country in LETTER else "a4")


def _currency(country: str) -> str:
    from babel.numbers import get_territory_currencies

    found = [code for code in get_territory_currencies(country) if code in DECIMALS]
    return found[0] if found else "USD"


def _locale(country: str) -> str:
    from babel.core import Locale
    from babel.languages import get_official_languages

    languages = get_official_languages(country, regional=False, de_facto=True)
    ordered = ["en"] if "en" in languages else []
    for language in [*ordered, *languages]:
        tag = f"{language.split('_')[0]}-{country}"
        if tag in dict(locales()):
            return tag
        try:
            Locale.parse(tag, sep="-")
            return tag
        except (ValueError, LookupError):
            continue
    return "en-US"


def _zone(country: str) -> str:
    from babel.core import get_global

    if country in BUSIEST:
        return BUSIEST[country]
    known = available_timezones()
    zones = sorted(zone for zone, place in get_global("zone_territories").items() if place == country and zone in known)
    return zones[0] if zones else "UTC"


@cache
def countries() -> list[tuple[str, str]]:
    """ISO 3166 countries by English name."""
    from babel.core import Locale

    names = Locale("en").territories
    fitting = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    outside = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "CQ"}
    return sorted(((code, name) for code, name in fitting if code not in outside), key=lambda pair: pair[1])


@cache
def currencies() -> list[tuple[str, str]]:
    """ISO 4217 codes with their English names."""
    from babel.numbers import get_currency_name

    return [(code, f"{code} · {get_currency_name(code, locale='en')}") for code in sorted(DECIMALS)]


@cache
def locales() -> list[tuple[str, str]]:
    """Locales by the English names of language and country; the official languages of each country."""
    from babel.core import Locale
    from babel.languages import get_official_languages

    english, found = Locale("en"), {}
    for country, name in countries():
        for language in get_official_languages(country, regional=False, de_facto=True)[:4]:
            bare = language.split("_")[0]
            if bare in english.languages:
                found[f"{bare}-{country}"] = f"{english.languages[bare]} ({name})"
    return sorted(found.items(), key=lambda pair: pair[1])


@cache
def zones() -> list[tuple[str, str]]:
    """IANA time zones by continent and town."""
    towns = [zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/"))]
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in sorted(towns))]
