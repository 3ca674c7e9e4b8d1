"""The unclaimed rest of the text, cut into segments where an item may begin."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass

from .bare_prices import bare_prices, joined_number
from .breakdowns import without_made_up
from .items import build_item
from .lexer import NL, NUM, PUNCT, WORD
from .prices import Price, led_by, marked_prices
from .reading import FILLER_FIELD, Claim, Reading
from .vocabulary import DROPPED_LABELS

_JOINERS = frozenset(("less", "minus", "and", "plus", "&", "+", "then", "with"))

_LONGEST_FREE = 12


@dataclass(slots=True)
class Piece:
    """Tokens that make one item or a part of one, with its price if it has one and what stood before it."""

    indices: list[int]
    before: str
    price: Price | None = None


def pieces(reading: Reading) -> list[Piece]:
    """Every segment, split again where two prices share it ("logo $350 and favicon $50")."""
    found: list[Piece] = []
    for indices, before in _segments(reading):
        prices = without_made_up(reading, indices, _prices(reading, indices))
        indices = [at for at in indices if reading.free(at)]
        cut = _free_from(reading, indices, prices[0]) if len(prices) == 1 else None
        if cut:
            found.append(Piece(indices[:cut], before, prices[0]))
            found.append(Piece(indices[cut:], "and"))
        elif len(prices) < 2:
            found.append(Piece(indices, before, prices[0] if prices else None))
        else:
            found.extend(_split(reading, indices, before, prices))
    return found


def _prices(reading: Reading, indices: list[int]) -> list[Price]:
    found = marked_prices(reading, indices)
    if len(found) == 1:
        found += joined_number(reading, indices, found[0])
    return [led_by(reading, price) for price in found or bare_prices(reading, indices)]


def _segments(reading: Reading) -> list[tuple[list[int], str]]:
    out: list[tuple[list[int], str]] = []
    current: list[int] = []
    before, depth = "start", 0
    numbering = _numbering(reading)
    at, count = 0, len(reading.tokens)
    while at < count:
        token = reading.tokens[at]
        mark = ";" if at in numbering else _mark(reading, at, depth)
        if mark is None and reading.owner[at] is None and not current:
            skipped = _skip_label(reading, at, before)
            if skipped > at:
                at = skipped
                continue
        if mark:
            if current:
                out.append((current, before))
                current, before = [], mark
            elif mark != "," or before == "start":
                before = _stronger(before, mark)
            depth = 0
        elif reading.owner[at] is None:
            depth += (token.text == "(") - (token.text == ")")
            depth = max(depth, 0)
            current.append(at)
        at += 1
    if current:
        out.append((current, before))
    return out


def _numbering(reading: Reading) -> set[int]:
    """Take the "(1)", "(2)" that number a list within a line; each begins an item."""
    spots = [
        at
        for at in range(len(reading.tokens) - 2)
        if reading.low(at) == "(" and reading.low(at + 2) == ")" and reading.low(at + 1).isdigit() and reading.all_free(at, at + 3)
    ]
    if [reading.low(at + 1) for at in spots[:2]] != ["1", "2"]:
        return set()
    for at in spots:
        reading.claim(Claim(at, at + 3, FILLER_FIELD))
    return set(spots)


def _stronger(before: str, mark: str) -> str:
    rank = {"start": 5, "nl": 4, ".": 3, ";": 2, ":": 2, "dash": 1, ",": 0}
    return mark if rank[mark] >= rank[before] or before == "start" else before


def _mark(reading: Reading, at: int, depth: int) -> str | None:
    """The name of the break at `at`, or None."""
    token = reading.tokens[at]
    if token.kind == NL:
        return "nl"
    if token.kind != PUNCT or reading.owner[at] not in (None,):
        return None
    if token.text in ",;:" and not (depth and token.text == ","):
        return token.text
    if token.text in "•·|→=>" or (token.text == "*" and (at == 0 or reading.tokens[at - 1].kind == NL)):
        return "nl" if token.text in "•*" else ","
    if token.text in "-–—/" and reading.breaks(at):
        return "dash" if token.text != "/" else ","
    if token.text in ".!?" and reading.breaks(at):
        return "."
    return None


def _skip_label(reading: Reading, at: int, before: str) -> int:
    """Past a list number ("1)") or a label ("Amount:") that opens a segment."""
    token = reading.tokens[at]
    follows = reading.low(at + 1)
    if token.kind == NUM and before in ("start", "nl", ":") and token.text.isdigit() and len(token.text) < 3:
        glued = at + 1 < len(reading.tokens) and reading.tokens[at + 1].start == token.end
        if glued and follows in (")", ".") and (at == 0 or reading.tokens[at - 1].kind == NL):
            reading.claim(Claim(at, at + 2, FILLER_FIELD))
            return at + 2
    if token.kind == WORD and token.low in DROPPED_LABELS and follows == ":":
        reading.claim(Claim(at, at + 2, FILLER_FIELD))
        return at + 2
    if token.text in "-–—*•" and token.kind == PUNCT:
        return at + 1
    return at


def _free_from(reading: Reading, indices: list[int], price: Price) -> int | None:
    """Where a part that costs nothing is joined to a priced one: "a cake at $480 and delivery at no charge"."""
    for place in range(len(indices) - 1, max(len(indices) - _LONGEST_FREE, 0), -1):
        at = indices[place]
        if at < price.end:
            return None
        if reading.low(at) in ("and", "plus", "+") and build_item(reading, indices[place:], None).free:
            return place
    return None


def _split(reading: Reading, indices: list[int], before: str, prices: list[Price]) -> list[Piece]:
    out: list[Piece] = []
    rest, mark = indices, before
    for current, following in itertools.pairwise(prices):
        cut = _cut(reading, rest, current, following)
        place = bisect_left(rest, cut)
        out.append(Piece(rest[:place], mark, current))
        rest, mark = rest[place:], "and"
    out.append(Piece(rest, mark, prices[-1]))
    return out


def _cut(reading: Reading, rest: list[int], current: Price, following: Price) -> int:
    """Where the next item begins between two prices."""
    price_end = current.times[1] if current.times else current.end
    between = rest[bisect_left(rest, price_end) : bisect_left(rest, following.number_at)]
    joints = [
        at
        for at in between
        if (reading.low(at) in _JOINERS and reading.low(at + 1) not in ("the", ""))
        or reading.low(at) in ("and", "plus", "less", "minus")
    ]
    joints = [at for at in joints if not _inside_number(reading, at)]
    leading = rest[: bisect_left(rest, current.start)]
    price_first = not any(reading.tokens[at].kind in (WORD, NUM) for at in leading)
    if joints:
        return joints[-1] if price_first else joints[0]
    return following.start if price_first else price_end


def _inside_number(reading: Reading, at: int) -> bool:
    return reading.low(at) == "and" and reading.low(at + 1) == "a" and reading.low(at + 2) in ("half", "quarter")
