"""Every clause that compose understands, found by the word or number that it begins with."""

from __future__ import annotations

from collections.abc import Callable

from ..lexer import DATE, EMAIL, NUM, PUNCT, SYM, WORD
from ..reading import UNRESOLVED, Claim, Reading
from ..vocabulary import CONDITIONS
from . import (
    delivery,
    deposit,
    discount,
    due,
    hedges,
    issued,
    payment,
    ranges,
    reference,
    remarks,
    schedule,
    tax,
    validity,
)

Reader = Callable[[Reading, int], Claim | None]

_BY_WORD: dict[str, list[Reader]] = {}
for _module in (ranges, hedges, delivery, due, validity, issued, tax, deposit, discount, reference, payment, schedule, remarks):
    for _word in _module.TRIGGERS:
        _BY_WORD.setdefault(_word, []).append(_module.read)
for _word in payment.BARE_TRIGGERS:
    _BY_WORD.setdefault(_word, []).append(payment.read_bare)
_NUMERIC: tuple[Reader, ...] = (
    ranges.read_numeric, hedges.read_numeric, tax.read_numeric, discount.read_numeric, deposit.read_numeric, due.read_numeric, validity.read_numeric, schedule.read_numeric, remarks.read_numeric,
    payment.read_numeric,
)  # fmt: skip
_NUMBER_WORDS = frozenset(
    "a an one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety half".split()
)


def clause_at(reading: Reading, at: int) -> Claim | None:
    """The clause that begins at `at`, or None. A condition right behind takes the whole to what is left over."""
    token = reading.tokens[at]
    found = None
    for reader in _readers(token):
        try:
            found = reader(reading, at)
        except (ValueError, OverflowError):
            found = None
        if found and reading.all_free(found.start, found.end):
            break
        found = None
    if (
        found
        and found.field not in (UNRESOLVED, "client_email", "reference")
        and reading.low(found.end) in CONDITIONS
        and reading.low(found.end) not in ("until", "till", "while", "since")
        and reading.free(found.end)
    ):
        polite = remarks.read(reading, found.end)
        if not (polite and polite.field == "filler"):
            return Claim(found.start, reading.part_end(found.end), UNRESOLVED)
    return found


def _readers(token) -> tuple[Reader, ...] | list[Reader]:
    if token.kind == WORD:
        readers = _BY_WORD.get(token.low)
        if token.low in _NUMBER_WORDS or "-" in token.low:
            return [*(readers or ()), *_NUMERIC, *(_codes if token.has_digit else ())]
        if readers is not None:
            return readers
        if token.low.startswith("net"):
            return (due.read_net_word,)
        return _codes if token.has_digit else ()
    if token.kind in (NUM, SYM, DATE):
        return _NUMERIC
    if token.kind == EMAIL:
        return (delivery.read_address,)
    if token.kind == PUNCT:
        return _BY_WORD.get(token.text, ())
    return ()


_codes: tuple[Reader, ...] = (ranges.read_numeric, due.read_net_word, due.read_day_word, reference.read_standing)
