"""How to reach somebody: e-mail addresses, phone numbers, websites."""

import re
from functools import lru_cache

from .reading import Read

_ADDRESS = re.compile(r"^[^\s@<>()\[\]\\,;:\"]+@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])$")
_NAMED = re.compile(r'^\s*"?(?P<name>[^"<>]*?)"?\s*<\s*(?P<address>[^<>]+?)\s*>\s*$')
_BETWEEN = re.compile(r"\s*(?::::|[;,\n|]|\s/\s)\s*|\s+(?=\S+@)")
_PHONE_SIGNS = re.compile(
    r"^[+\d\s().\-/–x#*,;·\u00a0\u202f]*(?:ext\.?|extension|x|Durchwahl|poste)?\s*[\d\s#*-]*$", re.IGNORECASE
)
_SITE = re.compile(
    r"^(?:(https?)://)?((?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}|localhost)(:\d{1,5})?([/?#]\S*)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def email(text: str) -> Read[str]:
    """One address, without its 'mailto:' and 'Name <…>'. The host is lower case; the rest is kept as written."""
    if len(text) > 500:
        return Read(problem=f"“{text[:60]}…” is too long for an e-mail address.")
    word = text.strip().removeprefix("mailto:").strip(" <>'\"\u200b")
    named = _NAMED.match(text)
    if named:
        word = named["address"].removeprefix("mailto:")
    if not word:
        return Read()
    local, _, host = word.rpartition("@")
    if len(word) > 254 or len(local) > 64 or ".." in word or local[:1] == "." or local[-1:] == ".":
        return Read(problem=f"“{text[:60]}” is not an e-mail address.")
    if not _ADDRESS.match(word):
        why = "it has no @" if "@" not in word else "something is missing or too much in it"
        return Read(problem=f"“{text[:60]}” is not an e-mail address: {why}.")
    return Read(f"{local}@{host.lower()}")


def emails(text: str) -> tuple[list[str], list[str]]:
    """All addresses of a cell ('a@x.com; Bo <b@x.com>') and the problems of those that are none."""
    if len(text) > 2_000:
        return [], [f"“{text[:60]}…” is too long for e-mail addresses."]
    good: dict[str, str] = {}
    problems = []
    for part in _apart(text):
        read = email(part)
        if read.value:
            good.setdefault(read.value.casefold(), read.value)
        elif read.problem:
            problems.append(read.problem)
    return list(good.values()), problems


def phones(text: str) -> tuple[list[str], list[str]]:
    """Phone numbers of a cell as they are written, and the problems of what is none."""
    good: dict[str, str] = {}
    problems = []
    for part in re.split(r":::|[;\n|]", text):
        number = " ".join(part.removeprefix("tel:").split())
        digits = phone_digits(number)
        if not number:
            continue
        if len(digits) < 3 or len(number) > 40 or not _PHONE_SIGNS.match(number):
            problems.append(f"“{number[:40]}” is not a phone number.")
        else:
            good.setdefault(digits, number)
    return list(good.values()), problems


def phone_digits(number: str) -> str:
    """Only the digits (and a leading +), to compare two ways of writing a number."""
    digits = "".join(letter for letter in number if letter.isdigit())
    plus = number.strip().startswith(("+", "00"))
    return "+" + digits.removeprefix("00") if plus else digits


@lru_cache(maxsize=1024)
def website(text: str) -> Read[str]:
    """A web address with its scheme; https:// where the file has none."""
    word = text.strip().rstrip(",;")
    if not word:
        return Read()
    match = _SITE.match(word) if len(word) <= 500 else None
    if not match or "@" in word:
        return Read(problem=f"“{text[:60]}” is not a web address.")
    return Read(word if match[1] else f"https://{word}")


def _apart(text: str) -> list[str]:
    if text.count("@") <= 1:
        return [text]
    if "<" in text:
        return [part for part in re.split(r"\s*:::\s*|(?<=>)\s*[;,\n]\s*|[;\n]", text) if part.strip()]
    return [part for part in _BETWEEN.split(text) if part and part.strip()]
