"""Vague words: what two people may read in two ways, with a better word for each. Plain Python, English.

`find(text)` is for every letter: it points out and suggests, it never changes a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .phrases import PHRASES, WHEN
from .undated import undated_promises


@dataclass(frozen=True)
class Finding:
    """A span of the text (`text[start:end] == words`), what kind of vagueness it is, and what to write instead.

    `kind` is when, how_many, scope, unsure or undated.
    """

    start: int
    end: int
    words: str
    kind: str
    suggestion: str


def find(text: str) -> list[Finding]:
    """Return what is vague in a text, in its order; no two findings overlap."""
    found = list(_of_phrases(text))
    dated_vaguely = [each.start for each in found if each.kind == WHEN]
    for start, end, suggestion in undated_promises(text, dated_vaguely):
        found.append(Finding(start, end, text[start:end], "undated", suggestion))
    return _apart(found)


def _of_phrases(text: str) -> Iterator[Finding]:
    for phrase in PHRASES:
        for match in phrase.pattern.finditer(text):
            yield Finding(match.start(), match.end(), match[0], phrase.kind, phrase.suggestion)


def _apart(found: list[Finding]) -> list[Finding]:
    """In the order of the text; of two that overlap the earlier, and of two that begin together the longer."""
    kept: list[Finding] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def marked(text: str, findings: list[Finding]) -> list[tuple[str, Finding | None]]:
    """Return the text in pieces, each with the finding on it or None, so that a page can mark them."""
    pieces, at = [], 0
    for each in findings:
        if each.start > at:
            pieces.append((text[at : each.start], None))
        pieces.append((each.words, each))
        at = each.end
    return [*pieces, (text[at:], None)] if at < len(text) else pieces


def squeezed(words: str) -> str:
    """A finding's words on one line."""
    return re.sub(r"\s+", " ", words)
