"""Public holidays by country and region, read from the `holidays` package and kept for each year."""

import datetime as dt
from functools import lru_cache

from clientkeep.foundation.errors import Invalid


@lru_cache(maxsize=256)
def holidays_of(country: str, region: str, year: int) -> dict[dt.date, str]:
    """Return the public holidays of a year by date, none for a country that is not known. Do not change it."""
    import holidays

    if country not in _supported():
        return {}
    return dict(holidays.country_holidays(country, subdiv=region or None, years=year, language=_english(country)))


def countries() -> list[tuple[str, str]]:
    """Return the countries whose holidays are known, as (ISO code, name), by name."""
    from clientkeep.workspace.office.places import countries as named

    return [(code, name) for code, name in named() if code in _supported()]


def regions(country: str) -> tuple[str, ...]:
    """Return the codes of a country's regions with holidays of their own."""
    return tuple(_supported().get(country, ()))


def checked_place(country: str, region: str) -> tuple[str, str]:
    """Return the place as it is kept. Raises Invalid with the field for a country or region that is not known."""
    country, region = country.strip().upper(), region.strip()
    if country and country not in _supported():
        raise Invalid("The holidays of this country are not known. Leave it empty and add your closed days.", "country")
    known = {name.casefold(): name for name in regions(country)}
    if region and region.casefold() not in known:
        raise Invalid(f"Choose one of {', '.join(known.values())}." if known else "Leave this empty.", "region")
    return country, known.get(region.casefold(), "")


@lru_cache(maxsize=1)
def _supported() -> dict[str, list[str]]:
    import holidays

    return holidays.list_supported_countries()


def _english(country: str) -> str | None:
    import holidays

    known = getattr(getattr(holidays, country, None), "supported_languages", ())
    return next((name for name in known if name.startswith("en")), None)
