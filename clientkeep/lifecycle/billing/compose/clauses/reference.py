"""The client's or the earlier document's code (ruling 40)."""

from __future__ import annotations

from ..lexer import DATE, NUM, WORD
from ..prices import is_plural
from ..quantities import unit_at
from ..reading import Claim, Reading
from ..vocabulary import REFERENCE_WORDS

_LEADS = frozenset(
    "for against on re regarding under per as quoting using with your our their the my to in about of".split()
)
TRIGGERS = tuple(sorted({*REFERENCE_WORDS, *_LEADS, "purchase", "work", "#"} - {"so"}))
_DROPPED = frozenset(("#", "no", "nr", "num", "number", ".", ":", "№", "nos", "id", "code", "is", "="))
_AFTER_CODE = frozenset((":", "#", "ref", "invoice", "on", "our"))
_FILED = frozenset(
    ("job", "project", "case", "ticket", "matter", "order", "file", "booking", "contract", "folio", "claim", "deal")
)


def read(reading: Reading, at: int) -> Claim | None:
    """ "PO 4411", "ref: ABC-12", "for invoice INV-0042", "job no. 118"."""
    start = at
    while (reading.low(at) in _LEADS or (reading.low(at) == ":" and at > start)) and at < start + 3:
        at += 1
    word = reading.low(at)
    if word == "#" and at > start:
        return None
    prefix_end = at + 1
    if word in ("purchase", "work") and reading.low(at + 1) == "order":
        prefix_end, word = at + 2, "po" if word == "purchase" else "work order"
    elif word not in REFERENCE_WORDS:
        return (
            _plain_code(reading, start, at)
            if at > start and reading.low(at - 1) in ("against", "re", "quoting", "under", "regarding")
            else None
        )
    if reading.low(prefix_end) == "." and not reading.breaks(prefix_end) and reading.tokens[prefix_end].start == reading.tokens[at].end:
        prefix_end += 1
    spot, marked = prefix_end, False
    if reading.low(spot) in ("reference", "ref", "code", "order") and word != "order":
        spot += 1
    while reading.low(spot) in _DROPPED and not reading.breaks(spot) and spot < prefix_end + 4:
        marked = True
        spot += 1
    return _code(reading, start, at, prefix_end, spot, marked)


def read_standing(reading: Reading, at: int) -> Claim | None:
    """A code that is a part of its own: "…, ABC-12"."""
    token = reading.tokens[at]
    if not _is_letter_code(token.text) or not reading.starts_part(at):
        return None
    if (at > 0 and reading.low(at - 1) == ":") or not reading.breaks(at + 1) or at == 0:
        return None
    return Claim(at, at + 1, "reference", token.text)


def _plain_code(reading: Reading, start: int, at: int) -> Claim | None:
    if at < len(reading.tokens) and _is_letter_code(reading.tokens[at].text, 1) and reading.bounded(at + 1):
        return Claim(start, at + 1, "reference", reading.tokens[at].text)
    return None


def _code(reading: Reading, start: int, at: int, prefix_end: int, spot: int, marked: bool) -> Claim | None:
    if spot >= len(reading.tokens) or (not reading.tokens[spot].has_digit and not (marked and _shouted(reading, spot))):
        return None
    token = reading.tokens[spot]
    if token.kind not in (NUM, WORD, DATE) or (token.kind == NUM and not token.text.isdigit()):
        return None
    end = spot + 1
    while (
        end + 1 < len(reading.tokens)
        and reading.low(end) in ("-", "/", "_")
        and reading.tokens[end].start == reading.tokens[end - 1].end
    ):
        if not (
            reading.tokens[end + 1].start == reading.tokens[end].end and reading.tokens[end + 1].kind in (NUM, WORD)
        ):
            break
        end += 2
    filed = reading.low(at) in _FILED and len(token.text) > 2 and at > 0 and reading.tokens[at - 1].kind == NUM
    counts = is_plural(reading.low(end)) or unit_at(reading.tokens, end)
    if not (reading.bounded(end) or reading.low(end) in _AFTER_CODE or (filed and not counts)):
        return None
    code = reading.slice(spot, end)
    word = reading.low(at)
    if (
        token.kind == NUM
        and not marked
        and word not in ("po", "p.o", "ref", "reference", "purchase", "invoice", "inv")
        and word not in _FILED
        and not (word in ("estimate", "quote") and reading.low(at - 1) in ("per", "to", "against"))
    ):
        return None
    if (
        token.kind == NUM
        and not marked
        and reading.low(end) in ("for", "x", "at", "@")
        and word in ("order",)
        and len(token.text) < 3
    ):
        return None
    keeps = code.replace("-", "").replace("/", "").isdigit() or word in ("po", "p.o", "purchase")
    if keeps:
        prefix = "PO" if word in ("p.o", "purchase") else reading.tokens[at].text
        code = f"{prefix} {code}"
    return Claim(start, end, "reference", code)


def _shouted(reading: Reading, at: int) -> bool:
    text = reading.tokens[at].text
    return len(text) > 2 and text.isupper() and reading.bounded(at + 1)


def _is_letter_code(text: str, fewest: int = 2) -> bool:
    """Letters and digits that read as a code: INV-0042, ABC-12, QX77."""
    letters = [letter for letter in text if letter.isalpha()]
    digits = sum(letter.isdigit() for letter in text)
    return (
        bool(letters)
        and digits >= fewest
        and all(letter.isupper() for letter in letters)
        and ("-" in text or len(text) >= 5)
    )
