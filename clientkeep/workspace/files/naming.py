"""A file's name as shown to people: cleaned once, then checked. The bytes are never stored under it."""

import re
import unicodedata

from clientkeep.foundation.errors import Invalid

LONGEST = 200
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_RULING = {"web.config", "thumbs.db", "desktop.ini", "php.ini"}


def clean_name(name: str) -> str:
    """Return the last part of a path without unseen characters. Raises Invalid for a name that rules or tricks.

    Cleaning comes first and happens once, so that nothing hides behind a zero-width or bidirectional sign.
    """
    cleaned = _cleaned(name)
    _check(cleaned)
    return cleaned


def extension_of(name: str) -> str:
    """Return the lower-case ending after the last dot, without the dot."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""


def _cleaned(name: str) -> str:
    seen = "".join(sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign) not in _UNSEEN)
    last = re.split(r"[/\\]", seen)[-1]
    last = re.sub(r"\s+", " ", last).strip().rstrip(". ")
    if len(last) > LONGEST:
        ending = extension_of(last)[:20]
        last = last[: LONGEST - len(ending) - 1].rstrip(". ") + ("." + ending if ending else "")
    return last


def _check(name: str) -> None:
    # The compatibility form shows what look-alikes such as a full-width dot or slash stand for.
    plain = unicodedata.normalize("NFKC", name).strip().lower()
    if not plain:
        raise Invalid("Give the file a name.", "name")
    if plain.startswith(".") or plain in _RULING or _DEVICES.match(plain):
        raise Invalid(f"A file may not be named “{name}”. Rename it and try again.", "name")
    if re.search(r"[/\\:]|\.\.$", plain):
        raise Invalid("A file name may not hold a path. Rename it and try again.", "name")
