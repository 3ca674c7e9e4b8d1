"""The pieces of the text put together into the document's lines (ruling 13)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from .breakdowns import take_sum_of_others
from .clauses.payment import Paid
from .items import Item, build_item, counts_something, has_words, is_edge
from .lexer import PUNCT, WORD
from .prices import TIMES
from .reading import FILLER_FIELD, Claim, Reading
from .segments import Piece, pieces
from .vocabulary import FILLER, PERIODS

_TOTAL_WORDS = frozenset("total subtotal sub-total grand sum totals altogether net gross".split())
_TAKES_AWAY = frozenset(("less", "minus", "deduct", "subtract", "deducting"))
_DEPOSIT_WORDS = frozenset(("deposit", "of", "a", "the", "with", "her", "his", "their"))
_FREE_ALONE = frozenset(
    (
        "free",
        "free of charge",
        "no charge",
        "complimentary",
        "gratis",
        "on the house",
        "for free",
        "at no charge",
        "at no cost",
    )
)


@dataclass(slots=True)
class Assembly:
    """The lines found so far, the words that wait for a price, and what nothing came of."""

    lines: list[Item] = field(default_factory=list)
    pending: list[Piece] = field(default_factory=list)
    lost: list[list[int]] = field(default_factory=list)
    single: bool = False


def find_lines(reading: Reading) -> list[Item]:
    """Read the document's lines from what the clauses left, and take their tokens."""
    assembly = Assembly()
    found = [piece for piece in pieces(reading) if _says_something(reading, piece)]
    _unprice_labels(reading, found)
    found = _without_sum_of_others(reading, found)
    found = _without_payment(reading, found)
    found = _without_stated_totals(reading, found)
    assembly.single = sum(piece.price is not None for piece in found) == 1
    for at, piece in enumerate(found):
        _place(reading, assembly, piece, found[at + 1] if at + 1 < len(found) else None)
    _settle(reading, assembly)
    for line in assembly.lines:
        _take(reading, line)
    return assembly.lines


def _unprice_labels(reading: Reading, found: list[Piece]) -> None:
    """ "loom setup, workshop 2, $310", "40 puppets, $12.50 each": a bare number is no price where nothing but money is next."""
    for piece, following in itertools.pairwise(found):
        if not (piece.price and following.price) or piece.price.named or not following.price.named:
            continue
        counts = not piece.price.mark or reading.low(piece.price.start) in TIMES
        if (following.before in (",", "nl") or following.price.rate) and not _own_words(reading, following) and counts and not piece.price.rate:
            piece.price = None


def _without_sum_of_others(reading: Reading, found: list[Piece]) -> list[Piece]:
    priced = [piece for piece in found if piece.price]
    place = take_sum_of_others(reading, [(piece.indices, piece.price) for piece in priced]) if len(priced) > 1 else None
    return found if place is None else [piece for piece in found if piece is not priced[place]]


def _says_something(reading: Reading, piece: Piece) -> bool:
    if (
        piece.price is None
        and piece.before != "start"
        and all(reading.low(at) in FILLER or reading.tokens[at].kind == PUNCT for at in piece.indices)
    ):
        return False
    return piece.price is not None or has_words(reading, piece.indices) or counts_something(reading, piece.indices)


def _without_payment(reading: Reading, found: list[Piece]) -> list[Piece]:
    """A sum said to be paid is the payment alone where the lines have prices of their own (ruling 38)."""
    if reading.paid_at is None:
        reading.paid_at = _deposit_paid(reading, found)
    if reading.paid_at is None:
        return found
    paid = [piece for piece in found if piece.price and piece.price.number_at == reading.paid_at]
    others = [piece for piece in found if piece.price and piece not in paid]
    if not paid or not others:
        return found
    words = [at for at in paid[0].indices if not paid[0].price.start <= at < paid[0].price.end]
    reading.claim(Claim(paid[0].price.start, paid[0].price.end, "payment", Paid()))
    if all(reading.low(at) in _DEPOSIT_WORDS for at in words):
        for at in words:
            reading.claim(Claim(at, at + 1, "payment", Paid()))
        words = []
    kept = Piece(words, paid[0].before)
    at = found.index(paid[0])
    return [*found[:at], *([kept] if words and _says_something(reading, kept) else []), *found[at + 1 :]]


def _deposit_paid(reading: Reading, found: list[Piece]) -> int | None:
    """ "2 benches at $480, deposit of $200 paid by card": the sum that a receipt says was put down."""
    if reading.kind != "receipt" or sum(piece.price is not None for piece in found) < 2:
        return None
    for piece in found:
        words = {reading.low(at) for at in piece.indices if reading.tokens[at].kind == WORD}
        last = piece.indices[-1] + 1
        if piece.price and "deposit" in words and words <= _DEPOSIT_WORDS and last < len(reading.owner):
            return piece.price.number_at if reading.owner[last] == "payment" else None
    return None


def _without_stated_totals(reading: Reading, found: list[Piece]) -> list[Piece]:
    """ "subtotal $700", "total $756", "= $800" after a price state a sum; they are no line of their own."""
    kept: list[Piece] = []
    for piece in found:
        if piece.price and kept and any(one.price for one in kept) and _states_total(reading, piece, kept[-1]):
            words = [at for at in piece.indices if not piece.price.start <= at < piece.price.end]
            if reading.low(piece.indices[0] - 1) == "=" and has_words(reading, words):
                reading.claim(Claim(piece.price.number_at - 1, piece.price.end, "total", piece.price.value))
                kept.append(Piece(words, ","))
                continue
            start, end = piece.indices[0], piece.indices[-1] + 1
            reading.claim(Claim(min(start, piece.price.start), max(end, piece.price.end), "total", piece.price.value))
        else:
            kept.append(piece)
    return kept


def _states_total(reading: Reading, piece: Piece, before: Piece) -> bool:
    price = piece.price
    first = piece.indices[0]
    if first > 0 and reading.low(first - 1) == "=":
        return before.price is not None
    if reading.low(first) == "(" and reading.owner[first - 1] in ("tax", "discount"):
        return not _own_words(reading, piece)
    words = [
        reading.low(at)
        for at in piece.indices
        if not price.number_at <= at < price.end and reading.tokens[at].kind == WORD
    ]
    stated = price.total or any(word in _TOTAL_WORDS for word in words) or reading.low(first) == "="
    return stated and all(word in _TOTAL_WORDS or word in FILLER for word in words)


def _place(reading: Reading, assembly: Assembly, piece: Piece, following: Piece | None) -> None:
    if piece.price or _is_free(reading, piece) or _frees_pending(reading, assembly, piece):
        _place_priced(reading, assembly, piece)
    elif assembly.lines and reading.low(piece.indices[0]) in ("plus", "+"):
        assembly.lost.append(piece.indices)
    elif (counts_something(reading, piece.indices) and _fills_rate(reading, assembly, piece)) or (
        assembly.lines and not assembly.pending and _belongs_to_last(reading, assembly, piece, following)
    ):
        _extend(reading, assembly, piece)
    else:
        assembly.pending.append(piece)


def _place_priced(reading: Reading, assembly: Assembly, piece: Piece) -> None:
    negative = piece.price and not assembly.single and reading.low(piece.price.number_at) in ("-", "−", "–")
    if negative or any(reading.low(at) in _TAKES_AWAY for at in piece.indices[:2]):
        assembly.lost.append(piece.indices)
        return
    indices = list(piece.indices)
    own = _own_words(reading, piece)
    joined: list[Piece] = []
    while assembly.pending:
        last = assembly.pending[-1]
        after = joined[0].before if joined else piece.before
        own = own or any(build_item(reading, one.indices, None).runs for one in joined)
        if not (_joins(own, after, last) or (assembly.single and after == ":" and _titles(reading, last))):
            break
        joined.insert(0, assembly.pending.pop())
    for waiting in assembly.pending:
        assembly.lost.append(waiting.indices)
    assembly.pending = []
    for before in joined:
        indices = before.indices + indices
    assembly.lines.append(build_item(reading, indices, piece.price))


def _titles(reading: Reading, waiting: Piece) -> bool:
    """ "Managed IT for Bryce: 15 seats at $38": words before the colon name the one thing that is priced behind it."""
    if reading.kind_span and reading.kind_span[0] > waiting.indices[0]:
        return False
    return any(reading.low(at) not in FILLER and reading.tokens[at].kind == WORD for at in waiting.indices)


def _joins(own: bool, before: str, waiting: Piece) -> bool:
    """Whether waiting words belong to the price that comes: by a comma always, over a stronger break only to a bare price."""
    if before in (",", "and"):
        return True
    if before == ":" and waiting.before == "nl":
        return True
    return not own


def _own_words(reading: Reading, piece: Piece) -> bool:
    item = build_item(reading, piece.indices, piece.price)
    return bool(item.runs)


def _is_free(reading: Reading, piece: Piece) -> bool:
    return build_item(reading, piece.indices, None).free


def _frees_pending(reading: Reading, assembly: Assembly, piece: Piece) -> bool:
    """ "sweeping: free": the words wait, and the piece says that they cost nothing."""
    if not assembly.pending or piece.before == "." or has_words(reading, piece.indices):
        words = [reading.low(at) for at in piece.indices]
        if not (assembly.pending and " ".join(words) in _FREE_ALONE):
            return False
    return build_item(reading, assembly.pending[-1].indices + piece.indices, None).free


def _fills_rate(reading: Reading, assembly: Assembly, piece: Piece) -> bool:
    """ "$75/hr, 8 hours": a quantity after a rate that had none."""
    if not assembly.lines or assembly.pending:
        return False
    last = assembly.lines[-1]
    if not last.price or not last.price.rate or last.quantity_span or last.price.times:
        return False
    if last.price.rate.per in PERIODS | {"quarter"}:
        return False
    together = build_item(reading, last.indices + piece.indices, last.price)
    return together.quantity_span is not None and not together.conflict


def _belongs_to_last(reading: Reading, assembly: Assembly, piece: Piece, following: Piece | None) -> bool:
    last = assembly.lines[-1]
    if _multiplies(reading, last, piece):
        return False
    if not last.runs and not last.quantity_span:
        return piece.before != "." or following is None
    if not last.runs:
        return piece.before in (",", "dash", ":")
    if (
        following is not None
        and following.price
        and following.before in (",", ":", "dash")
        and not _own_words(reading, following)
    ):
        return False
    if following is not None and following.price and following.price.mark and following.before == ",":
        return False
    return piece.before in (",", "dash", ":") and last.indices[-1] < piece.indices[0]


def _multiplies(reading: Reading, last: Item, piece: Piece) -> bool:
    """Whether words after a weekly, monthly or yearly rate would turn into its count ("$20 a month, 12 month term")."""
    if not last.price or not last.price.rate or last.price.rate.per not in PERIODS or last.quantity_span:
        return False
    return build_item(reading, last.indices + piece.indices, last.price).quantity_span is not None


def _extend(reading: Reading, assembly: Assembly, piece: Piece) -> None:
    last = assembly.lines[-1]
    assembly.lines[-1] = build_item(reading, last.indices + piece.indices, last.price)


def _settle(reading: Reading, assembly: Assembly) -> None:
    """Words that no price came for: the line itself where nothing is priced, else left over."""
    if assembly.lines:
        return
    group: list[int] = []
    for piece in [*assembly.pending]:
        if group and piece.before in ("nl", ";"):
            assembly.lines.append(_unpriced(reading, group))
            group = []
        if group and piece.before == ".":
            continue
        group = group + piece.indices
    if group:
        assembly.lines.append(_unpriced(reading, group))


def _unpriced(reading: Reading, indices: list[int]) -> Item:
    return build_item(reading, indices, None)


def _take(reading: Reading, line: Item) -> None:
    spans = [*line.runs, *((at, at + 1) for at in line.marks)]
    if line.quantity_span:
        spans.append(line.quantity_span)
    if line.price:
        spans.append((line.price.start, line.price.end))
    for start, end in spans:
        for at in range(start, end):
            if reading.owner[at] is None:
                reading.owner[at] = "lines"
    for at in line.indices:
        if reading.owner[at] is None and is_edge(reading.low(at)):
            reading.owner[at] = FILLER_FIELD
