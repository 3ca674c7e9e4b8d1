"""One text being read: its tokens, who has claimed which of them, and what each claim says."""

from __future__ import annotations

from dataclasses import dataclass

from .dates import Calendar
from .lexer import NL, NUM, PUNCT, WORD, Token, ends_sentence, lex
from .money import Purse, Sum
from .numbers import low, read_number
from .request import Request
from .vocabulary import EACH, LABELLING_WORDS, LABELS_THAT_SELL, UNITS

_SMALLEST_PRICE = 25
_LONGEST_LEAD = 12
_BREAKS = frozenset(",;!?)|")
_OPEN_QUOTES = {'"': '"', "“": "”", "«": "»", "'": "'", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens [start, end) that say `field`; the value's type is the field's own. Field "unresolved" holds nothing."""

    start: int
    end: int
    field: str
    value: object = None


UNRESOLVED = "unresolved"
FILLER_FIELD = "filler"


class Reading:
    """The state that the readers share. A token has one owner: the field that understood it, or None."""

    def __init__(self, request: Request):
        self.request = request
        self.text = request.text
        self.tokens: list[Token] = lex(request.text, rand=request.currency == "ZAR")
        self.owner: list[str | None] = [None] * len(self.tokens)
        self.claims: list[Claim] = []
        letters = [token for token in self.tokens if token.kind == WORD and len(token.text) > 1]
        self.shouting = bool(letters) and not any(token.text != token.text.upper() for token in letters)
        self.all_lower = not any(token.capital and token.kind == WORD for token in self.tokens[1:])
        self.purse = Purse(request.currency, self.shouting)
        self.calendar = Calendar(request.today, request.locale)
        self.kind = "invoice"
        self.kind_named = False
        self.kind_span: tuple[int, int] | None = None
        self.repeats = False
        self.paid_at: int | None = None

    def low(self, at: int) -> str:
        return low(self.tokens, at)

    def claim(self, claim: Claim) -> None:
        """Take the tokens for a field; tokens already taken keep their owner."""
        self.claims.append(claim)
        for at in range(claim.start, claim.end):
            if self.owner[at] is None:
                self.owner[at] = claim.field

    def free(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.owner[at] is None

    def all_free(self, start: int, end: int) -> bool:
        return all(owner is None for owner in self.owner[start:end])

    def breaks(self, at: int) -> bool:
        """Whether the token at `at` ends a part: comma, full stop, new line, spaced dash, or the text's end."""
        if at >= len(self.tokens):
            return True
        token = self.tokens[at]
        if token.kind == NL:
            return True
        if token.kind != PUNCT:
            return False
        if token.text in _BREAKS:
            return True
        if token.text == ".":
            return ends_sentence(self.tokens, at)
        if token.text == "/":
            return self._spaced(at) and self.low(at + 1) not in UNITS and self.low(at + 1) not in EACH
        return token.text in "-–—" and self._spaced(at)

    def part_end(self, at: int) -> int:
        """The token that ends the part that `at` stands in; a bracket opened inside is passed over."""
        depth = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.kind == PUNCT and token.text == "(":
                depth += 1
            elif token.kind == PUNCT and token.text == ")" and depth:
                depth -= 1
            elif (not depth and self.breaks(at)) or token.kind == NL:
                return at
            at += 1
        return at

    def starts_part(self, at: int) -> bool:
        """Whether a part begins at `at`, joining words before it aside."""
        before, farthest = at - 1, max(0, at - _LONGEST_LEAD)
        while before >= farthest and self.low(before) in (
            "and",
            "but",
            "also",
            "then",
            "please",
            "plus",
            "so",
            "(",
            "with",
            "a",
        ):
            if self.low(before) == "(":
                return True
            before -= 1
        return before < 0 or self.breaks(before) or self.low(before) == ":"

    def bounded(self, at: int) -> bool:
        """Whether nothing that `at` begins could be the noun of what stands before it."""
        if at >= len(self.tokens) or self.owner[at] is not None or self.breaks(at):
            return True
        token = self.tokens[at]
        if token.kind != WORD:
            return True
        return token.low in _BOUNDARY_WORDS

    def is_label(self, at: int) -> bool:
        """Whether the word at `at` names what a number behind it numbers ("phase 2"); the end of a client's name does not."""
        if at < 0 or self.owner[at] == "client":
            return False
        if self.low(at) in LABELS_THAT_SELL and at + 1 < len(self.tokens) and self.tokens[at + 1].kind == NUM:
            return self.tokens[at + 1].value < _SMALLEST_PRICE
        return self.low(at) in LABELLING_WORDS or self.low(at) == "#"

    def sum_at(self, at: int) -> Sum | None:
        """Money with its currency, else a bare number, at `at`."""
        if at >= len(self.tokens):
            return None
        found = self.purse.read(self.tokens, at)
        if found:
            return found
        number = read_number(self.tokens, at)
        return Sum(number[0], None, at, number[1]) if number else None

    def slice(self, start: int, end: int) -> str:
        """The text of tokens [start, end) as written."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""

    def _spaced(self, at: int) -> bool:
        token = self.tokens[at]
        before = at == 0 or self.tokens[at - 1].end < token.start or self.tokens[at - 1].kind == NL
        after = at + 1 >= len(self.tokens) or self.tokens[at + 1].start > token.end
        return before or after if token.text not in "-/" else before and after


_BOUNDARY_WORDS = frozenset(
    "for and plus with at on to of due net by from in please thanks per as via until till is are but then less minus "
    "incl including starting off a an the they he she we i it each paid if so or also total dated valid that which "
    "po ref his her their not".split()
)


def claim_notes(reading: Reading) -> None:
    """Take the notes first, since nothing in them is parsed (ruling 41)."""
    tokens = reading.tokens
    at = 0
    while at < len(tokens):
        claim = _labelled_note(reading, at) or _quoted_note(reading, at)
        if claim:
            reading.claim(claim)
            at = claim.end
        else:
            at += 1


def _labelled_note(reading: Reading, at: int) -> Claim | None:
    tokens = reading.tokens
    if tokens[at].low not in ("note", "memo", "notes", "message", "comment", "comments"):
        return None
    if reading.low(at - 1) == "credit":
        return None
    start, colon = at, at + 1
    if reading.low(colon) in ("to", "for") and tokens[at].low in ("note", "notes"):
        colon = _colon_after(reading, colon)
    if reading.low(colon) != ":":
        return None
    if tokens[at].low not in ("note", "memo", "notes") and not reading.starts_part(at):
        return None
    if reading.low(at - 1) in ("with", "add", "a", "the", "and"):
        start = _lead_in(reading, at)
    end = colon + 1
    while end < len(tokens) and tokens[end].kind != NL:
        end += 1
    if end == colon + 1:
        return Claim(start, end, FILLER_FIELD)
    written = reading.text[tokens[colon + 1].start : tokens[end - 1].end].strip()
    return Claim(start, end, "notes", _unquoted(written))


def _colon_after(reading: Reading, at: int) -> int:
    for spot in range(at, min(at + 4, len(reading.tokens))):
        if reading.low(spot) == ":":
            return spot
    return at


def _quoted_note(reading: Reading, at: int) -> Claim | None:
    """ "with the note/message "…"", also "add a note saying "…""."""
    tokens = reading.tokens
    if tokens[at].low not in ("note", "message", "memo", "notes", "comment", "text"):
        return None
    spot = at + 1
    while reading.low(spot) in ("saying", "that", "says", "reads", "reading", ":", "to", "which", "of", ","):
        spot += 1
    if spot >= len(tokens) or tokens[spot].text not in _OPEN_QUOTES:
        return None
    closing = _OPEN_QUOTES[tokens[spot].text]
    end = spot + 1
    while end < len(tokens) and tokens[end].text != closing:
        end += 1
    if end >= len(tokens) or end == spot + 1:
        return None
    written = reading.text[tokens[spot].end : tokens[end].start].strip()
    return Claim(_lead_in(reading, at), end + 1, "notes", written)


def _lead_in(reading: Reading, at: int) -> int:
    while at > 0 and reading.low(at - 1) in (
        "with",
        "the",
        "a",
        "and",
        "add",
        "include",
        "put",
        "attach",
        "following",
        "please",
    ):
        at -= 1
    return at


def _unquoted(written: str) -> str:
    if len(written) > 1 and (written[0], written[-1]) in (('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"), ("‘", "’")):
        return written[1:-1].strip()
    if len(written) > 2 and written[0] in '"“' and written[-1] == "." and written[-2] in '"”':
        return written[1:-2].strip()
    return written
