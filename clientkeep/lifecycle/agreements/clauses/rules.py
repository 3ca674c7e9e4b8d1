"""Clauses as plain values: their groups, the fields that their words may hold, and how those are filled. Plain Python, no clock.

Filling is plain replacement in one pass: what is put in is never looked through again.
"""

import re
from collections.abc import Iterable, Mapping

from clientkeep.foundation.errors import Invalid

GROUPS = {
    "work": "The work",
    "payment": "Payment",
    "changes": "Changes",
    "ownership": "Ownership",
    "confidentiality": "Confidentiality",
    "liability": "Liability",
    "termination": "Ending it",
    "other": "Everything else",
}
FIELDS = {
    "client": "the client’s name",
    "firm": "your name",
    "price": "the price",
    "deposit": "what is due on acceptance",
    "start": "the first day of the timeline",
    "law": "the country in your address",
}
LONGEST_TITLE, LONGEST_BODY = 200, 20_000
MOST_CLAUSES = 200
_BRACES = re.compile(r"\{([^{}\n]{0,60})\}")
_FIELD = re.compile(r"\{(" + "|".join(FIELDS) + r")\}")


def check_fields(text: str, at: str) -> None:
    """Raise Invalid naming the first field that is none."""
    for name in _BRACES.findall(text):
        if name not in FIELDS:
            known = ", ".join(f"{{{each}}}" for each in FIELDS)
            raise Invalid(f"{{{name}}} is no field. Write the words out, or use one of {known}.", at)


def fields_in(text: str) -> list[str]:
    """The fields that a text asks for, each once, in the order in which they come."""
    return list(dict.fromkeys(_FIELD.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its fields replaced. A field without a value stays, so that the gap is seen."""
    return _FIELD.sub(lambda found: values.get(found[1]) or found[0], text)


def gaps(text: str, values: Mapping[str, str]) -> list[str]:
    """The fields of a text that have no value."""
    return [name for name in fields_in(text) if not values.get(name)]


def in_order(groups: Iterable[str]) -> list[str]:
    """Groups in the order in which a contract is read."""
    wanted = set(groups)
    return [each for each in GROUPS if each in wanted]
