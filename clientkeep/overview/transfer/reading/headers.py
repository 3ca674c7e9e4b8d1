"""Names of columns, made comparable: without case, spaces, stars, brackets, accents and other marks."""

import re
import unicodedata
from functools import lru_cache

_BRACKETED = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_INVISIBLE = dict.fromkeys([0, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD])


@lru_cache(maxsize=8192)
def normal_header(header: str) -> str:
    """'* E-mail  (Work)' and 'E-Mail [work]' are the same word: 'emailwork'."""
    plain = unicodedata.normalize("NFKD", header.translate(_INVISIBLE)).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


@lru_cache(maxsize=8192)
def without_brackets(header: str) -> str:
    """The same, with what stands in brackets left out: 'Phone (optional)' becomes 'phone'."""
    return normal_header(_BRACKETED.sub(" ", header))


def told_apart(headers: list[str]) -> list[str]:
    """Every header a name of its own: an empty one is 'Column 3', the second 'Phone' is 'Phone (2)'."""
    seen: dict[str, int] = {}
    named = []
    for position, header in enumerate(headers, start=1):
        name = " ".join(header.split()) or f"Column {position}"
        seen[name.casefold()] = count = seen.get(name.casefold(), 0) + 1
        named.append(name if count == 1 else f"{name} ({count})")
    return named
