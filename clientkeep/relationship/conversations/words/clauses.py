"""The story cut into sentences and clauses."""

from dataclasses import dataclass

from .lexer import NL, PUNCT, Tokens

_ENDS = frozenset(";.!?()•*·")
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens [start, end) between two hard breaks, the break before it, and whether it asks."""

    start: int
    end: int
    before: str
    asks: bool = False


def sentences(tokens: Tokens, taken: set[int]) -> list[Sentence]:
    """Cut what the frame did not take at full stops, semicolons, dashes, brackets and line breaks."""
    found: list[Sentence] = []
    start, before = 0, ""
    for at in range(len(tokens) + 1):
        mark = _break_at(tokens, taken, at)
        if mark is None:
            continue
        begin = start
        while begin < at and tokens.low(begin) in (",", ":", "and", "-", "–"):
            begin += 1
        if begin < at:
            found.append(Sentence(begin, at, before, mark == "?"))
            before = ""
        before = mark if not before or mark == "\n" else before
        start = at + 1
    return found


def _break_at(tokens: Tokens, taken: set[int], at: int) -> str | None:
    """The break at this token, or None; frames part sentences like a colon."""
    if at >= len(tokens):
        return "end"
    if at in taken:
        return "frame"
    if tokens.kind(at) == NL:
        return "\n"
    if tokens.kind(at) != PUNCT:
        return None
    word = tokens.low(at)
    if word in _DASHES:
        return None if tokens.glued(at) and tokens.glued(at + 1) else "-"
    return word if word in _ENDS else None


def comma_parts(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """Tokens [start, end) cut at commas, the empty parts left out."""
    parts, begin = [], start
    for at in range(start, end + 1):
        if at == end or tokens.low(at) == ",":
            if begin < at:
                parts.append((begin, at))
            begin = at + 1
    return parts


def written(text: str, tokens: Tokens, start: int, end: int) -> str:
    """The words of tokens [start, end) as written, without marks and joining words at their ends."""
    while start < end and (tokens.low(start) in (",", ":", "and", "-", "–", "—", ";") and tokens[start].text != "&"):
        start += 1
    while end > start and (tokens.low(end - 1) in (",", ":", "and", "-", "–", "—", ";", "but", "so", "then")):
        end -= 1
    return " ".join(text[tokens[start].start : tokens[end - 1].end].split()) if start < end else ""


def without(text: str, tokens: Tokens, start: int, end: int, cut: tuple[int, int] | None) -> str:
    """The words of tokens [start, end) without those of `cut`."""
    if cut is None:
        return written(text, tokens, start, end)
    pieces = (written(text, tokens, start, min(cut[0], end)), written(text, tokens, max(cut[1], start), end))
    return " ".join(piece for piece in pieces if piece)
