"""The lengths of a span that pages offer, in months."""

from typing import Any

from django.http import HttpRequest

LENGTHS = {"1": "a month", "3": "three months", "6": "half a year", "12": "a year"}
USUAL = "12"


def length_of(request: HttpRequest) -> int:
    """Return the months that the address asks for, else a year."""
    asked = request.GET.get("months", USUAL)
    return int(asked if asked in LENGTHS else USUAL)


def length_choices(months: int) -> dict[str, Any]:
    """What the filter of a page shows."""
    chosen = str(months)
    return {
        "length_words": f"over {LENGTHS[chosen]}",
        "lengths": [{"label": words.capitalize(), "url": f"?months={key}", "current": key == chosen} for key, words in LENGTHS.items()],
    }
