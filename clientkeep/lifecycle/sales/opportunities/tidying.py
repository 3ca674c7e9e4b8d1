"""An opportunity's values as they are kept. Raises Invalid with the field and what to do."""

from collections.abc import Mapping
from typing import Any

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.tidying import tidy_email, tidy_text

from .rules import LARGEST

LENGTHS = {"title": 200, "name": 200, "email": 254, "phone": 60, "next_step": 200}
LONGEST_NOTE = 20_000


def tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that an opportunity keeps, lines trimmed and numbers within their bounds."""
    kept = dict(values)
    for name, most in LENGTHS.items():
        if name in kept:
            kept[name] = " ".join(tidy_text(name, kept[name], most).split())
    if "note" in kept:
        kept["note"] = tidy_text("note", kept["note"], LONGEST_NOTE)
    if "title" in kept and not kept["title"]:
        raise Invalid("Say in a few words what it is about.", "title")
    if kept.get("email"):
        kept["email"] = tidy_email(kept["email"])
    if (minor := kept.get("value_minor")) is not None and not 0 <= minor <= LARGEST:
        raise Invalid("Enter a value of zero or more.", "value")
    if "currency" in kept and kept["currency"] not in DECIMALS:
        raise Invalid("Choose a currency of the list.", "currency")
    if (own := kept.get("own_probability")) is not None and not 0 <= own <= 100:
        raise Invalid("Enter 0 to 100 percent, or nothing for that of the stage.", "own_probability")
    return kept
