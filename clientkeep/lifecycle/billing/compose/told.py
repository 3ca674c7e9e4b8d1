"""Clients whom the text tells of rather than names in an order: "off the phone with X", "X accepted! Invoice them …"."""

from __future__ import annotations

from collections.abc import Callable

from .item_words import is_item_word
from .kinds import kind_word
from .lexer import NL, NUM, PUNCT, WORD
from .names import Name, read_name
from .numbers import read_number
from .places import Candidate, bounded_name, described_before, is_item
from .quantities import read_quantity
from .reading import UNRESOLVED, Claim, Reading
from .vocabulary import FILLER, GREETINGS, MONTHS, REQUEST_VERBS, THANKS, WEEKDAYS

_DEALS = frozenset("phone call spoke spoken talked chatted chat met meeting agreed deal signed".split())
_DONE_TO = frozenset("overcharged undercharged overbilled underbilled visited helped saw charged billed invoiced".split())
_INTERJECTIONS = frozenset(
    "right so ok okay well um just new please quick hope now also again total ps fyi btw urgent".split()
)
_THEM = frozenset(("them", "him", "her"))
_BEFORE_TOLD = frozenset(("at", "with", "to", "for", "by", "that", "from"))
_NEVER_FIRST = FILLER | GREETINGS | THANKS | REQUEST_VERBS | MONTHS.keys() | WEEKDAYS.keys() | {"deposit", "vat", "po", "ref", "net", "half"}


def favoured(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "a quotation in favour of X" """
    if reading.low(at) != "in" or reading.low(at + 1) not in ("favour", "favor") or reading.low(at + 2) != "of":
        return None
    name = read_name(reading, at + 3, clause_at, direct=True)
    return Candidate(name, 80, at) if name else None


def dealt_with(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "off the phone with X", "we agreed $2,200 with X": whom the part speaks of dealing with."""
    if reading.low(at) not in ("with", "to") or not _deals(reading, _part_start(reading, at), at):
        return None
    name = read_name(reading, at + 1, clause_at)
    return Candidate(name, 48, at) if name and name.capital and not name.then_lower and not is_item(reading, name) else None


def done_to(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "we overcharged X by $240", "I visited X": whom the work was done to."""
    if reading.low(at) not in _DONE_TO or reading.low(at - 1) not in ("i", "we", "i've", "we've"):
        return None
    name = read_name(reading, at + 1, clause_at, direct=True)
    return Candidate(name, 46, at) if name and name.capital and not is_item(reading, name) else None


def antecedent(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "All done at Cole's Garage. Can you bill them?": whom "them" stands for."""
    kind = reading.kind_span
    if not kind or reading.low(kind[1]) not in _THEM or at > kind[0] or not reading.tokens[at].capital:
        return None
    starts = at == 0 or reading.breaks(at - 1) or reading.low(at - 1) in _BEFORE_TOLD
    if not starts or reading.low(at) in GREETINGS | THANKS | REQUEST_VERBS:
        return None
    name = read_name(reading, at, clause_at)
    if not name or is_item(reading, name) or (name.end - name.start == 1 and reading.low(at) in FILLER):
        return None
    return Candidate(name, 45, at)


def owner(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "sophie's cake: 120": who owns what the text begins with."""
    if at > 0 or not reading.low(at).endswith("'s") or reading.low(at)[:-2] in _NEVER_FIRST | {"yesterday", "today", "women", "men"}:
        return None
    name = read_name(reading, at, clause_at)
    return Candidate(name, 31, at) if name and name.possessive else None


def opening(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "tara 3 lessons @ 45", "hugo 220 wiring fix": a word that begins shorthand, a number and a thing behind it."""
    if at > 0 or reading.kind_named or not reading.all_lower or reading.low(at) in _NEVER_FIRST:
        return None
    word, end = reading.low(at), at + 1
    if is_item_word(word) or word.endswith(("s", "ing")) or not word.isalpha() or clause_at(at) or kind_word(reading, at):
        return None
    if end >= len(reading.tokens) or reading.tokens[end].kind != NUM or read_number(reading.tokens, at):
        return None
    number, counted = read_number(reading.tokens, end), read_quantity(reading.tokens, end)
    past = counted.end if counted else number[1] if number else end
    if past == end or reading.bounded(past) or reading.tokens[past].kind != WORD or reading.low(past) in ("x", "each", "a"):
        return None
    return Candidate(Name(at, end, reading.slice(at, end), False, False), 31, at)


def first_part(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "theo grant - cabinet doors - 1900": shorthand in lower case whose first part is no work and has a part of words behind it."""
    first = reading.kind_span[1] + (reading.low(reading.kind_span[1]) == ":") if reading.kind_span else 0
    end = reading.part_end(at)
    if at != first or not reading.all_lower or not 0 < end - at <= 3 or reading.low(end) not in ("-", "–", "—", "/", "|"):
        return None
    if reading.low(at) in _NEVER_FIRST or any(reading.tokens[spot].kind != WORD or is_item_word(reading.low(spot)) for spot in range(at, end)):
        return None
    following = range(end + 1, reading.part_end(end + 1))
    plain = len(following) > 0 and all(reading.tokens[spot].kind == WORD and not clause_at(spot) for spot in following)
    return Candidate(Name(at, end, reading.slice(at, end), False, False), 31, at) if plain else None


def lone_part(reading: Reading, clause_at: Callable[[int], bool]) -> Candidate | None:
    """A comma part or line that is nothing but a capitalised name: "Sandpiper Inn, invoice, $330"."""
    single = None
    for at in range(len(reading.tokens)):
        if not reading.free(at) or not (reading.tokens[at].capital and reading.tokens[at].kind == WORD):
            continue
        if (
            not (at == 0 or reading.breaks(at - 1))
            or reading.low(at) in GREETINGS | THANKS | _INTERJECTIONS
            or clause_at(at)
        ):
            continue
        if at > 0 and (reading.low(at - 2) in GREETINGS | THANKS or _is_closing(reading, at)):
            continue
        if (
            reading.low(at) in REQUEST_VERBS | {"ask"}
            and at + 1 < len(reading.tokens)
            and reading.tokens[at + 1].capital
        ):
            at += 1
        name = read_name(reading, at, clause_at)
        if name and bounded_name(reading, name) and not kind_word(reading, at):
            if is_item(reading, name) and not (name.end - name.start > 1 and _bare_of_items(reading, name)):
                continue
            if name.end - name.start > 1:
                return Candidate(name, 32, at)
            if at == 0 and reading.breaks(name.end):
                single = Candidate(name, 32, at)
    return single


def leave_dealing(reading: Reading, end: int) -> None:
    """ "Just got off the phone" before "with X" tells of no document: a remark, or filler ("We agreed")."""
    at = _part_start(reading, end)
    told = all(reading.free(spot) and reading.tokens[spot].kind == WORD for spot in range(at, end))
    if told and _deals(reading, at, end):
        said = any(reading.low(spot) not in FILLER for spot in range(at, end))
        reading.claim(Claim(at, end, UNRESOLVED if said else "filler"))


def _bare_of_items(reading: Reading, name: Name) -> bool:
    """Whether a name such as "Brightline Media" ends a text that has words for its item already."""
    return name.end >= len(reading.tokens) - 1 and described_before(reading, name.start) and name.end - name.start < 4


def _is_closing(reading: Reading, at: int) -> bool:
    before = at - 1
    while before >= 0 and reading.tokens[before].kind in (NL, PUNCT):
        before -= 1
    return reading.low(before) in THANKS


def _part_start(reading: Reading, at: int) -> int:
    while at > 0 and not reading.breaks(at - 1):
        at -= 1
    return at


def _deals(reading: Reading, start: int, end: int) -> bool:
    return any(reading.low(spot) in _DEALS for spot in range(start, end))
