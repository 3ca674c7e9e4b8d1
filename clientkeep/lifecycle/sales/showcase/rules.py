"""What a case study is made of, and what of it a client consents to. Plain Python."""

import hashlib
import json
from collections.abc import Mapping, Sequence

LONGEST = 10_000
MOST_OUTCOMES = 4
LONGEST_FIGURE, LONGEST_WORDS = 20, 120
PARTS = ("situation", "work", "result")


def outcomes_of(lines: str) -> list[list[str]]:
    """Read outcomes, one a line: the figure, a stroke, what it says ("+40 % | bookings in three months").

    ValueError with words that say what to do.
    """
    found = []
    for line in (each.strip() for each in lines.splitlines()):
        if not line:
            continue
        figure, _, words = line.partition("|")
        figure, words = figure.strip(), words.strip()
        if not figure or not words:
            raise ValueError(f"Write a figure, a stroke and what it says, such as “+40 % | bookings”, instead of “{line[:40]}”.")
        if len(figure) > LONGEST_FIGURE or len(words) > LONGEST_WORDS:
            raise ValueError(f"Keep the figure under {LONGEST_FIGURE} signs and its words under {LONGEST_WORDS}.")
        found.append([figure, words])
    if len(found) > MOST_OUTCOMES:
        raise ValueError(f"Name {MOST_OUTCOMES} outcomes at most.")
    return found


def lines_of(outcomes: Sequence[Sequence[str]]) -> str:
    """The outcomes as they are typed."""
    return "\n".join(f"{figure} | {words}" for figure, words in outcomes)


def digest_of(shown: Mapping[str, object]) -> str:
    """SHA-256 of all that the public page shows, so that consent is to these words and to no others."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
