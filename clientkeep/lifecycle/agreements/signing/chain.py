"""The chain of evidence: each entry's digest covers the one before, so that none can be changed, dropped or moved alone."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

START = "0" * 64


def digest(previous: str, told: dict[str, Any]) -> str:
    """Return the digest of an entry, given that of the entry before it."""
    body = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def first_break(entries: Sequence[dict[str, Any]]) -> int | None:
    """Return the place of the first entry whose digest is not right, counted from 1; None for a whole chain.

    An entry is what `digest` covered, with its own `digest` beside it.
    """
    previous = START
    for place, entry in enumerate(entries, 1):
        told = {name: value for name, value in entry.items() if name != "digest"}
        if told.get("place") != place or digest(previous, told) != entry.get("digest"):
            return place
        previous = entry["digest"]
    return None
