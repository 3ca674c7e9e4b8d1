"""Plain words: what counts as empty, yes and no, tags, names of persons and kinds of clients."""

import re
import unicodedata
from functools import lru_cache

_EMPTY = frozenset(
    {
        "-",
        "--",
        "—",
        "–",
        "n/a",
        "#n/a",
        "na",
        "null",
        "nil",
        "(none)",
        "0/0/00",
        "00/00/00",
        "0/0/0000",
        "0000-00-00",
        "(no value)",
        "(leer)",
        "(vide)",
        "undefined",
    }
)
_YES = frozenset(
    [
        "1",
        "true",
        "t",
        "yes",
        "y",
        "ja",
        "j",
        "wahr",
        "oui",
        "o",
        "vrai",
        "si",
        "sí",
        "s",
        "verdadero",
        "x",
        "on",
        "active",
    ]
)
_NO = frozenset(["0", "false", "f", "no", "n", "nein", "falsch", "non", "faux", "falso", "off", "inactive"])
_HIGH = frozenset(["high", "h", "hoch", "élevé", "eleve", "fort", "alto", "alta"])
_LOW = frozenset(["low", "l", "niedrig", "gering", "faible", "bajo", "baja"])
_FIRM = re.compile(
    r"\b(inc|llc|llp|ltd|limited|plc|corp|corporation|co|company|gmbh|mbh|ag|kg|ohg|ug|gbr|e\.?\s?v|e\.?\s?k"
    r"|s\.?a\.?r\.?l|s\.?a\.?s|sasu|eurl|s\.?a|s\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|ab|aps|pty|pte|kft|sro|s\.r\.o"
    r"|group|holding|holdings|studio|studios|agency|agentur|partners|associates|labs|bank|hotel|university|verein"
    r"|foundation|stiftung|institute|clinic|church|school|services|solutions|consulting|media|bakery|coffee)\b\.?",
    re.IGNORECASE,
)


def blank_if_empty(text: str) -> str:
    """'' for a dash, 'n/a', 'NULL' and what else tools write into an empty cell."""
    return "" if text.casefold() in _EMPTY else text


def one_line(text: str) -> str:
    """All runs of white space, line breaks included, as one space."""
    return " ".join(text.split())


def boolean(text: str) -> bool | None:
    """Yes or no in English, German, French, Spanish; None when it is neither."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def high_or_low(text: str) -> str:
    """'high' or 'low' in English, German, French, Spanish; '' when it is neither."""
    word = text.strip().casefold()
    return "high" if word in _HIGH else "low" if word in _LOW else ""


def tags(text: str, joined_by: str = "") -> list[str]:
    """Tags split at the tool's own mark, else at ; or ,. Each once, in order."""
    parts = text.split(joined_by) if joined_by and joined_by in text else re.split(r":::|[;,|\n]", text)
    found: dict[str, str] = {}
    for part in parts:
        tag = one_line(part)[:100]
        if tag:
            found.setdefault(tag.casefold(), tag)
    return list(found.values())


@lru_cache(maxsize=1024)
def normal_name(name: str) -> str:
    """A name for exact comparison: no case, no accents lost, marks and spaces made one."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def looks_like_a_firm(name: str) -> bool:
    """True when a word of the name is one that firms carry. Used only where the file does not say it."""
    return bool(_FIRM.search(name)) or "&" in name or any(letter.isdigit() for letter in name)


def split_person(name: str) -> tuple[str, str]:
    """First and last name of a full name: 'Kim, Ana' and 'Ana Kim' both give ('Ana', 'Kim')."""
    name = one_line(name)
    last, comma, first = name.partition(",")
    if comma and first.strip():
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return (first, last) if first else (last, "")


def company_or_person(text: str) -> bool | None:
    """True for a company, False for a person, None when the word says neither."""
    word = text.strip().casefold()
    if word in {
        "company",
        "business",
        "firma",
        "unternehmen",
        "entreprise",
        "société",
        "empresa",
        "organization",
    }:
        return True
    return False if word in {"individual", "person", "privat", "particulier", "particular", "private"} else None
