"""A name on record that the text shortens, found before numbers, months and keywords are looked at (ruling 4)."""

from __future__ import annotations

from collections.abc import Iterator

from .kinds import VERBS
from .lexer import NL, NUM, SYM
from .names import Name, skip_leads
from .places import Candidate
from .reading import Reading
from .records import Records, folded_words

_LONGEST = 6
_SCORE = 90


def short_records(reading: Reading, records: Records) -> Iterator[Candidate]:
    """The longest run of words behind the kind word, "for" or "to" that some record holds: "one tree hill 120"."""
    for before, at, direct in _openings(reading):
        start = skip_leads(reading, at)
        if start == at and reading.low(at) == "the":
            start += 1
        found = _longest_run(reading, records, start, direct)
        if found:
            end, record = found
            yield Candidate(
                Name(start, end, reading.slice(start, end), False, False), _SCORE + end - start, before, record
            )


def _openings(reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Where a name can begin: the token to claim from, the name's first, and whether it is right behind the verb."""
    if not reading.kind_span:
        if reading.tokens:
            yield 0, 0, True
        return
    kind_start, at = reading.kind_span
    if reading.low(at) in ("for", "to"):
        yield at, at + 1, False
        return
    while reading.low(at) in (":", "-", ",") or (reading.free(at) and reading.tokens[at].kind == NL):
        at += 1
    if at == reading.kind_span[1] and reading.low(kind_start) not in VERBS:
        return
    yield at, at, True


def _longest_run(reading: Reading, records: Records, start: int, direct: bool) -> tuple[int, str | None] | None:
    stop = start
    while stop < min(start + _LONGEST, len(reading.tokens)) and reading.free(stop) and not reading.breaks(stop):
        stop += 1
    folded = folded_words(reading.tokens[start:stop])
    if not folded or folded[0][1] != 0:
        return None
    for size in range(len(folded), 0, -1):
        fits = records.fits([word for word, _ in folded[:size]])
        if not fits:
            continue
        end = start + folded[size - 1][1] + 1
        if size == 1 and not (direct and _then_amount(reading, end)):
            return None
        return end, fits[0] if len(fits) == 1 else None
    return None


def _then_amount(reading: Reading, at: int) -> bool:
    return at < len(reading.tokens) and reading.tokens[at].kind in (NUM, SYM)
