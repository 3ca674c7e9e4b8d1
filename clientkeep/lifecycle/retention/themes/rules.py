"""Which words make a theme: whole words and phrases, accents and capitals aside. Plain Python, no model of language."""

import re
from collections.abc import Iterable

MOST_WORDS, LONGEST_WORD = 50, 60
_SPLIT = re.compile(r"[^0-9a-zß-ÿœ]+")


def read_words(text: str) -> list[str]:
    """Read words and phrases, one on each line or between commas, each once."""
    said = (" ".join(part.split()) for part in re.split(r"[\n,;]+", text))
    return list(dict.fromkeys(part for part in said if part))


def speaks_of(folded: str, words: Iterable[str]) -> bool:
    """Tell whether folded text holds one of the folded words or phrases, as whole words."""
    spaced = f" {' '.join(part for part in _SPLIT.split(folded) if part)} "
    return any(f" {' '.join(part for part in _SPLIT.split(word) if part)} " in spaced for word in words if _SPLIT.sub("", word))
