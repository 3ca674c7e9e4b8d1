"""One piece of text as one line: price, quantity, unit, description (rulings 9 to 13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from .counting import take_quantity
from .item_words import ARTICLES, EDGES, JOINERS
from .lexer import PUNCT
from .prices import Price, label_before
from .quantities import read_quantity
from .reading import Reading
from .vocabulary import COUNT_LABELS

_VERBS = frozenset("tack chuck make makes give charge bill invoice add include throw put got have has had need do doing".split())
_AFTER_VERB = frozenset("a an the for them him her us me it in on my our another some to up with".split())
_NARRATIVE = frozenset("worked finished completed did spent wrapped delivered provided put finishing doing had completing had "
                       "done agreed handled performed carried wants needs wanted needed ordered booked".split())  # fmt: skip
_WORK = (("the", "work", "on"), ("work", "on"), ("the", "work", "for"), ("my", "work", "on"), ("our", "work", "on"), ("up", "for"), ("up", "on"), ("in", "on"),
         ("the", "job", "of"), ("working", "on"), ("all", "the", "work", "on"), ("the", "following"), ("the", "cost", "of"), ("the", "provision", "of"),
         ("some", "work", "on"), ("up", "the"), ("out", "the"), ("a", "total", "of"), ("the", "following", "work"), ("services", "for"), ("back", "for"))  # fmt: skip
_FREE = (("no", "charge", "for"), ("free", "of", "charge"), ("on", "the", "house"), ("at", "no", "charge"), ("at", "no", "cost"),
         ("no", "charge"), ("no", "cost"), ("for", "free"), ("complimentary",), ("gratis",), ("free",), ("for", "nothing"))  # fmt: skip


_LABELS = frozenset(("item", "items", "description"))
_FREE_FIRST = frozenset(words[0] for words in _FREE)


@dataclass(slots=True)
class Item:
    """One line as understood. `words` are the tokens of its description; a price None is missing."""

    words: list[int]
    indices: list[int]
    price: Price | None
    quantity: Decimal = Decimal(1)
    unit: str | None = None
    free: bool = False
    conflict: bool = False
    counted: bool = False
    percent: Decimal | None = None
    quantity_span: tuple[int, int] | None = None
    description: str | None = None
    marks: list[int] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)


def build_item(reading: Reading, indices: list[int], price: Price | None) -> Item:
    """Read one line out of these tokens, of which `price` is the price."""
    indices = sorted(indices)
    taken: set[int] = set()
    item = Item([], indices, price)
    if price:
        taken.update(range(price.start, price.end))
    else:
        item.free = _take_free(reading, indices, taken)
        item.marks += taken
    take_quantity(reading, item, taken)
    item.words = [at for at in indices if at not in taken]
    item.runs = _runs(reading, item.words)
    item.description = _described(reading, item.runs)
    return item


def has_words(reading: Reading, indices: list[int]) -> bool:
    return bool(_runs(reading, indices))


def is_edge(word: str) -> bool:
    """Whether the word only joins: cut from a description's ends, it says nothing."""
    return word in _LABELS or word in JOINERS or word in ARTICLES or word in EDGES or word in _NARRATIVE


def counts_something(reading: Reading, indices: list[int]) -> bool:
    """Whether a piece without a price holds a listed quantity ("8 hours")."""
    return any(read_quantity(reading.tokens, at) or label_before(reading, at) in COUNT_LABELS for at in indices)


def _take_free(reading: Reading, indices: list[int], taken: set[int]) -> bool:
    if not any(reading.low(at) in _FREE_FIRST for at in indices):
        return False
    for words in _FREE:
        for at in indices:
            if not all(reading.low(at + step) == word and at + step in indices for step, word in enumerate(words)):
                continue
            end = at + len(words)
            before = [
                spot for spot in indices if spot < at and reading.low(spot) not in JOINERS | ARTICLES | {"is", "are"}
            ]
            after = [
                spot
                for spot in indices
                if spot >= end and reading.low(spot) not in ("please", "this", "time", ")", "(")
            ]
            limited = bool(after) and reading.low(after[0]) in ("within", "inside", "over", "up", "to")
            if before and after and not limited:
                continue
            extra = {spot for spot in indices if spot >= end} if before and not limited else set()
            linked = {
                spot for spot in indices if spot == at - 1 and reading.low(spot) in ("is", "are", "at", "for", "-")
            }
            taken.update({*range(at, end), *extra, *linked})
            return bool(before or after)
    return False


def _runs(reading: Reading, words: list[int]) -> list[tuple[int, int]]:
    """The description as runs of neighbouring tokens, joining words and filler cut from its edges."""
    grouped: list[tuple[int, int]] = []
    for at in sorted(words):
        if grouped and (grouped[-1][1] == at or _only_commas(reading, grouped[-1][1], at)):
            grouped[-1] = (grouped[-1][0], at + 1)
        else:
            grouped.append((at, at + 1))
    out: list[tuple[int, int]] = []
    for start, end in grouped:
        trimmed = _trim(reading, start, end, first=not out)
        if trimmed:
            out.append(trimmed)
    return out


def _only_commas(reading: Reading, start: int, end: int) -> bool:
    return start < end and all(
        reading.tokens[at].text == "," and reading.owner[at] in (None, "lines") for at in range(start, end)
    )


def _trim(reading: Reading, start: int, end: int, first: bool) -> tuple[int, int] | None:
    low = reading.low
    while start < end:
        word = low(end - 1)
        if word == ")" and "(" in [low(at) for at in range(start, end)]:
            break
        if _is_it(reading, end - 1) or (
            word not in JOINERS
            and word not in ARTICLES - {"his", "her"}
            and word not in EDGES - {"charge", "bill", "make", "invoice", "put"}
            and not (reading.tokens[end - 1].kind == PUNCT and word not in "\"”'%")
        ):
            break
        end -= 1
    keep = "of for at on to with in by from".split() if not first else ()
    while start < end:
        for phrase in _WORK:
            if all(low(start + step) == word for step, word in enumerate(phrase)) and start + len(phrase) < end:
                start += len(phrase)
                break
        else:
            word = low(start)
            if word in _LABELS and start + 1 < end and (start == 0 or reading.breaks(start - 1)):
                start += 1
                continue
            if word in keep:
                spot = start + 1
                if spot < end:
                    break
            if word in _NARRATIVE and _told(reading, start):
                start += 1 + (low(start + 1) in ("up", "off", "in", "out"))
                continue
            if word == "(" and ")" in [low(at) for at in range(start, end)]:
                if low(end - 1) == ")" and first:
                    start, end = start + 1, end - 1
                    continue
                break
            if word not in JOINERS and word not in ARTICLES and word not in EDGES:
                break
            if _is_it(reading, start):
                break
            if (
                word in _VERBS
                and start + 1 < end
                and low(start + 1) not in _AFTER_VERB
                and low(start - 1) in ARTICLES | {"of", "for"}
            ):
                break
            start += 1
    start = min(start, end)
    if start >= end or not any(reading.tokens[at].kind != PUNCT for at in range(start, end)):
        return None
    return start, end


def _is_it(reading: Reading, at: int) -> bool:
    """Whether "IT" is the trade."""
    return reading.tokens[at].text == "IT" and not reading.shouting


def _told(reading: Reading, at: int) -> bool:
    """Whether a verb tells of the work ("we finished", "just did") rather than describes it."""
    before = at - 1
    while reading.low(before) in ("just", "finally", "already", "recently", "have", "also"):
        before -= 1
    return (
        before < at - 1
        or before < 0
        or reading.low(before) in ("i", "we", "i've", "we've", "and", "so", "he", "she", "they")
        or reading.breaks(before)
    )


def _described(reading: Reading, runs: list[tuple[int, int]]) -> str | None:
    if not runs:
        return None
    text = ""
    for start, end in runs:
        comma = text and reading.low(start - 1) == ","
        text += (", " if comma else " ") + reading.slice(start, end).replace("\n", " ")
    text = text.strip()
    text = text.rstrip(".,;:!?-–— ")
    return text[:1].upper() + text[1:] if text else None
