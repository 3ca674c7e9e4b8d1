"""Whether a clause says that something was settled: "launch moves to 12 May", "logo stays", "ok with the draft"."""

from .days import MONTHS, WEEKDAYS
from .lexer import NUM, Tokens
from .vocabulary import CHANGES, DONE, HEDGES, IS

_LEADS = [("ok", "w"), ("ok", "with"), ("okay", "with"), ("signed", "off"), ("went", "with"), ("go", "with"), ("yes", "to"),
          ("no", "to"), ("go", "ahead"), ("goes", "ahead"), ("said", "yes"), ("said", "no"), ("go", "for"), ("chose",),
          ("approved",), ("fine", "with"), ("happy", "with")]  # fmt: skip
_INSIDE = [("goes", "live"), ("go", "live"), ("goes", "ahead"), ("went", "with"), ("signed", "off"), ("goes", "with"),
           ("go", "with"), ("moves", "to")]  # fmt: skip
_BEFORE_A_MONTH = frozenset("of in by until th st nd rd before next late early mid".split())
_NO = frozenset(("not", "never", "isn't", "aren't", "won't", "wasn't", "no"))


def is_settled(tokens: Tokens, start: int, end: int) -> bool:
    """Whether tokens [start, end) say that something is decided, or has changed for good."""
    if end - start < 2:
        return False
    if any(tokens.says(start, *words) and start + len(words) < end for words in _LEADS):
        return True
    for at in range(start + 1, end):
        word = tokens.low(at)
        if any(tokens.says(at, *words) and at + len(words) <= end for words in _INSIDE):
            return True
        if word in CHANGES and tokens.low(at - 1) not in _NO | {"a", "the", "to", "they", "it", "she", "he"} | IS:
            return at + 1 < end or word in DONE
        if word in CHANGES and tokens.low(at - 1) in ("they", "he", "she") and at + 1 < end:
            return word not in ("stays", "stay", "remains", "becomes")
        if word in IS and _is_done(tokens, at, end):
            return True
    return False


def _is_done(tokens: Tokens, at: int, end: int) -> bool:
    spot = at + 1
    while tokens.low(spot) in ("now", "been", "to", "be", "also"):
        spot += 1
    word = tokens.low(spot)
    if spot >= end:
        return False
    if word in DONE or (tokens.low(at) == "gets" and word.endswith("ed")):
        return True
    if word != "on":
        return False
    return tokens.low(spot + 1) in WEEKDAYS or tokens.kind(spot + 1) == NUM or tokens.low(spot + 1) in MONTHS


def is_uncertain(tokens: Tokens, start: int, end: int) -> bool:
    """Whether tokens [start, end) hope, doubt or suppose; May beside a number is a month."""
    return any(tokens.low(at) in HEDGES and not _is_month(tokens, at) for at in range(start, end))


def _is_month(tokens: Tokens, at: int) -> bool:
    return tokens.low(at) == "may" and (NUM in (tokens.kind(at - 1), tokens.kind(at + 1)) or tokens.low(at - 1) in _BEFORE_A_MONTH)
