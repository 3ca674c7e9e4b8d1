"""One piece of text as one line: price, quantity, unit, description (rulings 9 to 13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from .lexer import NUM, PUNCT, WORD, is_ordinal
from .numbers import read_number
from .prices import TIMES, Price, is_plural, label_before
from .quantities import Quantity, read_quantity, unit_at
from .reading import Reading
from .vocabulary import COUNT_LABELS, UNITS

_JOINERS = frozenset(
    "of for at on to towards toward with in and plus by from x × * - – — : & + = / re regarding concerning w or then as @ à . , but".split()
)
_ARTICLES = frozenset("the a an my our your their some his her its another".split())
_EDGES = frozenset(
    """
    please pls plz kindly thanks thank thx cheers ta just also it's its that's there's here's i we i've we've i'm we're i'd we'd he'd she'd they'd did is are was be
    them him her us me you he she they it then so which who worth totalling totaling because got have had has been being do doing can
    could will would need hi hello hey ok okay well able roughly approximately approx ( ) tack chuck make makes give charge bill invoice add include including throw put acknowledge another hasn't haven't now already ht it'd said pay both what come est
    """.split()
)
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
    _take_quantity(reading, item, taken)
    item.words = [at for at in indices if at not in taken]
    item.runs = _runs(reading, item.words)
    item.description = _described(reading, item.runs)
    return item


def has_words(reading: Reading, indices: list[int]) -> bool:
    return bool(_runs(reading, indices))


def is_edge(word: str) -> bool:
    """Whether the word only joins: cut from a description's ends, it says nothing."""
    return word in _LABELS or word in _JOINERS or word in _ARTICLES or word in _EDGES or word in _NARRATIVE


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
                spot for spot in indices if spot < at and reading.low(spot) not in _JOINERS | _ARTICLES | {"is", "are"}
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


def _take_quantity(reading: Reading, item: Item, taken: set[int]) -> None:
    price = item.price
    if price and price.times:
        _take_times(reading, item, price, taken)
        return
    if (price and price.total) or item.free:
        return
    per = price.rate.per if price and price.rate else None
    rate = bool(price and (price.mark or per))
    if price and not rate:
        return
    found = _listed(reading, item.indices, taken, per)
    if found and reading.low(found.start - 1) in ("x", "×") and found.start - 1 in item.indices:
        found = None if per in (None, "item") else found
    if found and _accept_listed(item, found, per, price):
        taken.update(range(found.start, found.end))
        item.quantity_span = (found.start, found.end)
        return
    times = _before_times(reading, item, taken)
    if times:
        item.quantity, item.unit, item.quantity_span = times[0], per or "item", times[1:]
        taken.update(range(*times[1:]))
        return
    if per not in (None, "item") and per != "quarter":
        item.unit = per
        item.conflict = found is not None
        return
    if per == "quarter":
        return
    noun = price.rate.noun.lower() if price and price.rate and price.rate.noun else None
    counted = _counted(reading, item.indices, taken, bool(rate), noun)
    if counted:
        unit = UNITS.get(label_before(reading, counted[1]), "item")
        item.quantity, item.unit, item.counted = counted[0], unit, True
        item.quantity_span = (counted[1], counted[2])
        taken.update(range(counted[1], counted[2]))
        if reading.low(counted[2]) in ("x", "×", "*"):
            taken.add(counted[2])
            item.marks.append(counted[2])
    elif per == "item":
        item.unit = "item"
        left = [at for at in item.indices if at not in taken]
        item.conflict = any(reading.tokens[at].kind == WORD and is_plural(reading.low(at)) for at in left)


def _before_times(reading: Reading, item: Item, taken: set[int]) -> tuple[Decimal, int, int] | None:
    """The number of "1.5 x £48/hr" and of "Hours: 12"."""
    for at in item.indices:
        number = read_number(reading.tokens, at) if at not in taken and reading.tokens[at].kind in (NUM, WORD) else None
        if not number:
            continue
        touches = item.price is not None and number[1] == item.price.start and item.price.mark
        multiplies = touches and (reading.low(number[1]) in TIMES or reading.low(at - 1) in ("and", "plus", "+", ","))
        if multiplies or label_before(reading, at) in COUNT_LABELS - {"qty", "quantity", "count", "units"}:
            return number[0], at, number[1]
    return None


def _take_times(reading: Reading, item: Item, price: Price, taken: set[int]) -> None:
    start, end = price.times
    found = read_quantity(reading.tokens, start)
    taken.update(range(start, end))
    item.quantity_span = (start, end)
    if found and found.unit != "minute":
        item.quantity, item.unit = found.value, found.unit
        item.quantity_span = (found.start, found.end)
        taken.update(range(found.start, found.end))
        return
    item.quantity, item.unit = read_number(reading.tokens, start)[0], "item"
    if price.rate and price.rate.per not in ("item", "quarter"):
        item.unit = price.rate.per


def _listed(reading: Reading, indices: list[int], taken: set[int], per: str | None) -> Quantity | None:
    """The counted unit of the piece: one in the price's own unit first."""
    found = _listed_as(reading, indices, taken, per, adjective=False)
    if found is None and per not in (None, "item", "quarter"):
        found = _listed_as(reading, indices, taken, per, adjective=True)
        if found and found.unit != per and not (found.unit == "minute" and per == "hour"):
            return None
    return found


def _listed_as(
    reading: Reading, indices: list[int], taken: set[int], per: str | None, adjective: bool
) -> Quantity | None:
    first, past = None, -1
    for at in indices:
        if at < past or at in taken:
            continue
        found = read_quantity(reading.tokens, at, adjective)
        if not found or not all(spot in indices and spot not in taken for spot in range(found.start, found.end)):
            continue
        past = found.end
        if found.unit == per or (found.unit == "minute" and per == "hour"):
            return found
        first = first or found
    return first


def _accept_listed(item: Item, found: Quantity, per: str | None, price: Price | None) -> bool:
    if found.unit == "minute":
        if per != "hour":
            return False
        found = found.in_hours()
    if per in (None, "item", found.unit):
        item.quantity, item.unit = found.value, found.unit
        return True
    return False


def _counted(
    reading: Reading, indices: list[int], taken: set[int], rate: bool, noun: str | None
) -> tuple[Decimal, int, int] | None:
    """A bare count of things: at the start of the words, before a plural after "of", or of what the price is per."""
    found, past, words_before = None, -1, False
    one = next((at for at in indices if noun and reading.low(at) in ("a", "an") and reading.low(at + 1) == noun), None)
    if one is not None and one not in taken:
        return Decimal(1), one, one + 1
    for at in indices:
        if at < past or at in taken:
            continue
        token = reading.tokens[at]
        number = read_number(reading.tokens, at) if token.kind in (NUM, WORD) and not is_ordinal(token) else None
        if (
            number
            and not reading.is_label(at - 1)
            and all(spot in indices for spot in range(at, number[1]))
        ):
            past = number[1]
            if unit_at(reading.tokens, number[1]) and (number[0] > 1 or words_before):
                words_before = True
                continue
            if not words_before:
                return number[0], at, number[1]
            if rate and (reading.low(number[1]) == noun or _counts_plural(reading, at, number[1])):
                found = (number[0], at, number[1])
        elif token.kind == WORD and token.low not in _JOINERS | _ARTICLES | _EDGES:
            words_before = True
    return found


def _counts_plural(reading: Reading, at: int, end: int) -> bool:
    before = reading.low(at - 1)
    if reading.low(end) in ("x", "×", "*", "@", "at") or (before == "x" and reading.low(end) == ")"):
        return True
    if (
        (not (before in ("of", "for", "with", ",", "and", "x") or before.endswith(("ing", "'s"))) and end < len(reading.tokens))
        and reading.tokens[end].kind == WORD
        and not is_plural(reading.low(end))
    ):
        return False
    spot = end
    while reading.free(spot) and reading.tokens[spot].kind == WORD and not reading.bounded(spot):
        if is_plural(reading.low(spot)):
            return True
        spot += 1
    return reading.low(end) in ("x", "×") or spot == end


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
            word not in _JOINERS
            and word not in _ARTICLES - {"his", "her"}
            and word not in _EDGES - {"charge", "bill", "make", "invoice", "put"}
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
            if word not in _JOINERS and word not in _ARTICLES and word not in _EDGES:
                break
            if _is_it(reading, start):
                break
            if (
                word in _VERBS
                and start + 1 < end
                and low(start + 1) not in _AFTER_VERB
                and low(start - 1) in _ARTICLES | {"of", "for"}
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
