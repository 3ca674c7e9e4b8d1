"""What the selects of a client's forms offer. Names come from CLDR, loaded by the first form that shows them."""

from functools import cache

from clientkeep.workspace.office import places

from .model import STAGE_LABELS, TIERS

stages = list(STAGE_LABELS.items())
tiers = TIERS


def countries() -> list[tuple[str, str]]:
    """ISO 3166 countries by name."""
    return [("", "Not known"), *places.countries()]


def country_name(code: str) -> str:
    """Return a country's English name, or its code where it has none."""
    return dict(places.countries()).get(code, code) if code else ""


def currencies(own: str) -> list[tuple[str, str]]:
    """ISO 4217 currencies, the firm's own first."""
    return [("", f"{own}, as the firm"), *places.currencies()]


def zones() -> list[tuple[str, str]]:
    """IANA time zones."""
    return [("", "Not known"), *places.zones()]


@cache
def languages() -> list[tuple[str, str]]:
    """Languages by their English names, for letters and papers."""
    from babel.core import Locale, get_global

    english = Locale("en").languages
    codes = {code for code in get_global("likely_subtags") if code in english and 2 <= len(code) <= 3}
    codes &= {code for code in english if len(code) == 2}
    return [("", "Not known"), *sorted(((code, english[code]) for code in codes), key=lambda pair: pair[1])]


def language_name(code: str) -> str:
    return dict(languages()).get(code.split("-")[0].split("_")[0], code) if code else ""
