"""Words of strangers as they are kept: no unseen characters, within their length, and in one line where a header may hold them."""

import re

from clientkeep.foundation.errors import Invalid

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def in_one_line(field: str, text: object, most: int) -> str:
    """Return a text in one line. Raises Invalid with the field where it is longer than `most`."""
    return _short(field, " ".join(_CONTROLS.sub(" ", str(text or "")).split()), most)


def of_lines(field: str, text: object, most: int) -> str:
    """Return a text that may have several lines. Raises Invalid with the field where it is longer than `most`."""
    return _short(field, _UNSEEN.sub("", str(text or "").replace("\r\n", "\n").replace("\r", "\n")).strip(), most)


def _short(field: str, text: str, most: int) -> str:
    if len(text) > most:
        raise Invalid(f"Keep it under {most:,} characters (this has {len(text):,}).", field)
    return text
