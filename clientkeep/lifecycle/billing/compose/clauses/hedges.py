"""Sums that charge nothing: what it was, may become, or has been paid already (ruling 44). They are never lines."""

from __future__ import annotations

from ..lexer import NUM
from ..reading import UNRESOLVED, Claim, Reading

_PREFIXES = (
    ("of", "which"), ("which", "includes"), ("includes",), ("including",), ("not", "more", "than"), ("not", "less", "than"), ("no", "less", "than"),
    ("worth",), ("usual", "price"), ("normal", "price"), ("list", "price"), ("per", "our", "quote"), ("per", "your", "quote"),
    ("per", "the", "quote"), ("at", "least"), ("at", "most"), ("minimum",), ("min",), ("instead", "of"), ("rather", "than"), ("down", "from"), ("up", "from"), ("up", "to"), ("capped", "at"), ("no", "more", "than"),
    ("not",), ("was",), ("max",), ("maximum",), ("budget",), ("normally",), ("usually",), ("or",), ("limit",), ("originally",), ("previously",),
)  # fmt: skip
_KINDS = frozenset("quote quotation invoice bill estimate receipt".split())
_PAID = frozenset("paid deposit already advance received".split())
_OF_PAYING = _PAID | frozenset("of a the has been with in was is have they he she".split())
TRIGGERS = tuple(sorted({words[0] for words in _PREFIXES} | _PAID | {"of"}))


def read(reading: Reading, at: int) -> Claim | None:
    """ "instead of $100", "up to $100", "or $100 with patches", "deposit already paid 80"."""
    if reading.low(at) == "of" and reading.low(at + 1) != "which":
        return _of_more(reading, at)
    if reading.low(at) in ("was", "worth") and not reading.starts_part(at):
        return None
    if reading.low(at) == "not" and reading.low(at + 1) in ("a", "an") and reading.low(at + 2) in _KINDS:
        return Claim(at, at + 3, UNRESOLVED)
    if reading.low(at) in _PAID:
        return _paid_already(reading, at)
    for words in _PREFIXES:
        if not all(reading.low(at + step) == word for step, word in enumerate(words)):
            continue
        spot = at + len(words)
        while reading.low(spot) in ("of", "is", ":", "about", "around", "the", "a"):
            spot += 1
        money = reading.purse.read(reading.tokens, spot) if spot < len(reading.tokens) else None
        if money and at > 0 and reading.low(money.end) not in ("off", "discount"):
            whole = words in (("or",), ("of", "which")) or "include" in words[-1][:7] or reading.starts_part(at)
            return Claim(at, max(reading.part_end(money.end), money.end) if whole else money.end, UNRESOLVED)
    return None


def _of_more(reading: Reading, at: int) -> Claim | None:
    """The "of the $80" of "$50 of the $80 she owes"."""
    spot = at + 1 + (reading.low(at + 1) in ("the", "her", "his", "their"))
    more = reading.purse.read(reading.tokens, spot) if spot < len(reading.tokens) and at > 0 else None
    counted = more and reading.tokens[at - 1].kind == NUM and reading.purse.read(reading.tokens, at - 2 if at > 1 else at - 1)
    return Claim(at, more.end, UNRESOLVED) if counted else None


def _paid_already(reading: Reading, at: int) -> Claim | None:
    spot = at
    while reading.low(spot) in _OF_PAYING:
        spot += 1
    said = {reading.low(within) for within in range(at, spot)}
    if reading.kind == "receipt" or not reading.starts_part(at) or len(said & _PAID) < 2 or not reading.sum_at(spot):
        return None
    return Claim(at, reading.part_end(spot), UNRESOLVED)


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """ "$20 already paid" on anything but a receipt."""
    money = reading.purse.read(reading.tokens, at) if reading.kind != "receipt" else None
    if not money or not (reading.starts_part(at) or reading.low(money.end) in ("already", "deposit")):
        return None
    spot = money.end
    while reading.low(spot) in ("already", "has", "have", "been", "was", "deposit"):
        spot += 1
    if reading.low(spot) in ("paid", "received") and reading.low(spot + 1) != "for":
        at -= reading.low(at - 1) in ("less", "minus") and reading.free(at - 1)
        return Claim(at, max(reading.part_end(spot), spot + 1), UNRESOLVED)
    return None
