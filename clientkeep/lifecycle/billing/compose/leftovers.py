"""What no field reflects: the sweep that drops no word in silence, and how a leftover is cut from the text."""

from __future__ import annotations

from collections.abc import Iterator

from .lexer import NL, PUNCT
from .reading import FILLER_FIELD, UNRESOLVED, Claim, Reading
from .vocabulary import FILLER


def sweep(reading: Reading) -> None:
    """Everything still unclaimed that is more than filler is left over."""
    for claim in reading.claims:
        if claim.field == UNRESOLVED:
            start, end = trimmed(reading, claim.start, claim.end)
            for at in (*range(claim.start, start), *range(end, claim.end)):
                reading.owner[at] = FILLER_FIELD
    for start, end in parts(reading):
        run: list[int] = []
        for at in range(start, end + 1):
            if at < end and reading.free(at):
                run.append(at)
            elif run and (at == end or reading.owner[at] is not None):
                _leave(reading, run)
                run = []


def trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A leftover without joining words and marks at its edges."""
    while start < end and (reading.low(start) in ("and", "but", "also", "then", "please", ",", ".", ";", ":", "-", "–", "—", "!", "?", "so")
                           or reading.tokens[start].kind == NL):  # fmt: skip
        start += 1
    while end > start and (reading.low(end - 1) in (",", ".", ";", ":", "-", "–", "—", "!", "?", "and", "but", "please")
                           or reading.tokens[end - 1].kind == NL):  # fmt: skip
        end -= 1
    return start, end


def unbracketed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A leftover without the brackets around the whole of it."""
    if end - start > 2 and reading.low(start) == "(" and reading.low(end - 1) == ")":
        return start + 1, end - 1
    return start, end


def parts(reading: Reading) -> Iterator[tuple[int, int]]:
    """The parts of the text between commas, stops and line ends, as token ranges."""
    start, count = 0, len(reading.tokens)
    while start < count:
        if reading.breaks(start):
            start += 1
            continue
        end = max(reading.part_end(start), start + 1)
        yield start, end
        start = end


def _leave(reading: Reading, run: list[int]) -> None:
    words = [at for at in run if reading.tokens[at].kind != PUNCT or reading.tokens[at].text == "%"]
    if not words or all(reading.low(at) in FILLER for at in words):
        for at in run:
            reading.owner[at] = FILLER_FIELD
        return
    start, end = trimmed(reading, run[0], run[-1] + 1)
    while (
        start < end
        and reading.low(start) in ("the", "for", "of", "to", "with", "on", "in", "a", "an", "at", "is")
        and end - start > 1
        and all(reading.low(at) in FILLER for at in range(start, end - 1))
        and reading.tokens[end - 1].kind == PUNCT
    ):
        start += 1
    for at in run:
        reading.owner[at] = FILLER_FIELD
    for at in range(start, end):
        reading.owner[at] = None
    if start < end:
        reading.claim(Claim(start, end, UNRESOLVED))
