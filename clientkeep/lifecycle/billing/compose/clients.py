"""Who the document is for: every place a name can stand is a candidate, the most telling one wins."""

from __future__ import annotations

from collections.abc import Callable

from .lexer import SYM, WORD
from .names import Name
from .places import (
    AFTER_KIND,
    OWES,
    Candidate,
    after_kind,
    for_label,
    labelled,
    prepared,
    recipient,
    subject,
)
from .reading import FILLER_FIELD, UNRESOLVED, Claim, Reading
from .records import Records, folded_words
from .short_names import short_records
from .told import antecedent, dealt_with, done_to, favoured, first_part, leave_dealing, lone_part, opening, owner

_THRESHOLD = 30
_ASIDE = frozenset("the my our his her a an via c/o from at aka formerly vat tax tel phone reg company abn ein".split())
_GUESSED = (favoured, dealt_with, done_to, antecedent, owner, opening, first_part)


def find_client(reading: Reading, clause_at: Callable[[int], bool]) -> None:
    """Take the client's name and the joining word before it, if the text names anybody."""
    records = Records(reading.request.clients)
    known = list(_whole_records(reading, records)) if records.names else []
    short = list(short_records(reading, records)) if records.names else []
    found = [*known, *short, *_candidates(reading, records, clause_at)]
    found = [one for one in found if one.score >= _THRESHOLD]
    if not found:
        return
    best = max(found, key=lambda one: (one.score, -one.name.start))
    value = best.record or records.resolve(best.name.text) or best.name.text
    reading.claim(Claim(best.start, best.name.end, "client", (value, best.name.start)))
    if reading.kind_span:
        between = range(reading.kind_span[1], best.start)
        if between and all(reading.low(at) in AFTER_KIND for at in between):
            reading.claim(Claim(between.start, between.stop, FILLER_FIELD))
    if reading.low(best.start) in ("with", "to"):
        leave_dealing(reading, best.start)
    _leave_aside(reading, best.name.end)


def _leave_aside(reading: Reading, at: int) -> None:
    """What is said of the client right behind the name, in brackets or after "at" and "c/o", is left over."""
    end = at
    if reading.low(at) == "(":
        while end < min(at + 9, len(reading.tokens)) and reading.low(end) != ")":
            end += 1
        inner = reading.tokens[at + 1 : end]
        named = all(token.kind == WORD and token.capital for token in inner)
        if reading.low(end) == ")" and inner and (named or inner[0].low in _ASIDE):
            reading.claim(Claim(at, end + 1, UNRESOLVED))
    elif reading.low(at) in ("at", "c/o"):
        end = at + 1
        while reading.free(end) and (reading.tokens[end].capital or (end > at + 1 and reading.is_label(end - 1))):
            end += 1
        if end > at + 1 and (reading.bounded(end) or reading.low(end) in OWES or reading.tokens[end].kind == SYM):
            reading.claim(Claim(at, end, UNRESOLVED))


def _whole_records(reading: Reading, records: Records):
    """Every whole name on record in the text, before numbers, months and keywords are looked at (ruling 4)."""
    folded = folded_words(reading.tokens)
    at = 0
    while at < len(folded):
        match = records.full_match(folded, at)
        if not match:
            at += 1
            continue
        name, size = match
        start, end = folded[at][1], folded[at + size - 1][1] + 1
        kind_at = reading.kind_span[0] if reading.kind_span else None
        if reading.all_free(start, end) or (kind_at == start and size > 1):
            if reading.low(end) == "." and end < len(reading.tokens) and not reading.breaks(end):
                end += 1
            before = _joiner_before(reading, start)
            near = before < start or (reading.kind_span is not None and reading.kind_span[1] == before)
            yield Candidate(Name(start, end, name, True, False), 100 + size * 2 + near * 5, before, name)
        at += size


def _joiner_before(reading: Reading, start: int) -> int:
    at = start
    while reading.low(at - 1) in ("the", "at", "team", "folks", "everyone", "people", "client", "my", "our") and reading.free(at - 1):
        at -= 1
    if reading.low(at - 1) == "of" and reading.low(at - 2) in ("favour", "favor") and reading.free(at - 3):
        return at - 3
    if reading.low(at - 1) in ("for", "to", "from") and reading.free(at - 1):
        return at - 1
    return at if at == start or reading.low(at) != "at" else start


def _candidates(reading: Reading, records: Records, clause_at: Callable[[int], bool]):
    if reading.kind_span:
        direct = after_kind(reading, clause_at)
        if direct:
            yield _against_records(reading, records, direct)
    for at, token in enumerate(reading.tokens):
        if reading.owner[at] is not None or token.kind != WORD:
            continue
        found = labelled(reading, at, clause_at) or prepared(reading, at, clause_at) or subject(reading, at, clause_at)
        found = found or recipient(reading, at, clause_at) or for_label(reading, at, clause_at)
        found = found or next(filter(None, (place(reading, at, clause_at) for place in _GUESSED)), None)
        if found:
            yield _against_records(reading, records, found)
    lone = lone_part(reading, clause_at)
    if lone:
        yield _against_records(reading, records, lone)


def _against_records(reading: Reading, records: Records, found: Candidate) -> Candidate:
    """A name that fits a record counts for more; a lower-case name is cut to the words that fit one."""
    if not records.names:
        return found
    name = found.name
    words = [(word, name.start + at) for word, at in folded_words(reading.tokens[name.start : name.end])]
    whole = [word for word, _ in words]
    if not whole:
        return found
    if records.fits(whole) or records.resolve(name.text):
        return Candidate(name, max(found.score, 50) + 20, found.start)
    for size in range(len(whole) - 1, 0, -1):
        fits = records.fits(whole[:size])
        if len(fits) == 1 and (not name.capital or size > 1):
            end = words[size - 1][1] + 1
            cut = Name(name.start, end, reading.slice(name.start, end), name.capital, False)
            return Candidate(cut, max(found.score, 50) + 15, found.start)
    return found
