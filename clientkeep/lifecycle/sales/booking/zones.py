"""The time zones that a visitor may choose from."""

from functools import cache, lru_cache
from zoneinfo import available_timezones

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

_PLACES = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def zones() -> tuple[str, ...]:
    """IANA names by continent and city, and UTC."""
    return (*sorted(name for name in available_timezones() if name.split("/")[0] in _PLACES), "UTC")


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether a name is a time zone, also one that the list leaves out."""
    return name in _known()


@lru_cache(maxsize=64)
def zone_options(chosen: str) -> SafeString:
    """The options of a select, one of them chosen. Kept, since each page shows some four hundred of them."""
    names = zones() if chosen in zones() else (chosen, *zones())
    rows = ((name, SafeString(" selected") if name == chosen else "", name.replace("_", " ")) for name in names)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)
