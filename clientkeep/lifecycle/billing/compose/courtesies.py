"""Greetings, thanks, names that mails are signed with, and asking words: they say nothing about the document."""

from __future__ import annotations

from .kinds import kind_word
from .leftovers import parts
from .lexer import NUM, PUNCT, SYM, WORD
from .reading import FILLER_FIELD, UNRESOLVED, Claim, Reading
from .vocabulary import CLOSING_PHRASES, FILLER, GREETINGS, REQUEST_VERBS, THANKS

_CLAUSE_WORDS = frozenset("due owed start starts starting each flat total tax receipt rate price cost amount agreed".split())


def claim_courtesies(reading: Reading) -> None:
    """Take greetings, thanks and the name a mail is signed with; they say nothing about the document."""
    closing = False
    for start, end in parts(reading):
        at = start
        while at < end and not reading.free(at):
            at += 1
        if at >= end:
            continue
        word = reading.low(at)
        size = end - at
        if (
            closing
            and size <= 3
            and all(reading.tokens[spot].capital or reading.tokens[spot].kind == PUNCT for spot in range(at, end))
        ):
            reading.claim(Claim(at, end, FILLER_FIELD))
            continue
        if word == "thank" and reading.low(at + 1) in ("her", "him", "them"):
            continue
        if word in THANKS or (word in CLOSING_PHRASES and _is_courtesy(reading, at, end)):
            if _empty_of_business(reading, at, end):
                reading.claim(Claim(at, end, FILLER_FIELD))
                closing = word in THANKS or reading.low(end - 1) in THANKS | {"regards", "wishes", "thanks"}
            continue
        closing = False
        if (
            at == start
            and reading.breaks(end)
            and end < len(reading.tokens)
            and all(
                reading.free(spot) and reading.tokens[spot].kind == WORD and reading.low(spot) in FILLER - _CLAUSE_WORDS
                for spot in range(at, end)
            )
        ):
            reading.claim(Claim(at, end, FILLER_FIELD))
            closing = reading.low(end - 1) in THANKS | {"wishes"}
            continue
        if word in GREETINGS or (word == "good" and reading.low(at + 1) in GREETINGS):
            stop = end if size <= 4 and _empty_of_business(reading, at, end) else at + 1 + (word == "good")
            if (
                stop < end
                and reading.tokens[stop].capital
                and reading.low(stop + 1) in ("can", "could", "please", "would", "i", "we")
            ):
                stop += 1
            reading.claim(Claim(at, stop, FILLER_FIELD))


def claim_asking(reading: Reading) -> None:
    """Take "I want to send" before the client's name, and "owes us" behind it."""
    for start, end in parts(reading):
        at = start
        while at < end and reading.free(at) and reading.low(at) in FILLER | REQUEST_VERBS:
            at += 1
        if start < at < end and reading.owner[at] in ("client", "kind") and reading.tokens[start].kind == WORD:
            reading.claim(Claim(start, at, FILLER_FIELD))
    for at in range(1, len(reading.tokens)):
        if (
            (reading.owner[at - 1] == "client" or (reading.owner[at - 1] == UNRESOLVED and "client" in reading.owner[:at]))
            and reading.free(at)
            and reading.low(at) in ("owes", "owe", "owed", "needs", "need", "needed", "wants", "want", "wanted", "ordered", "has", "have", "here", "asked", "asks", "requested")
        ):
            stop = at + 1
            while reading.low(stop) in (
                "us",
                "me",
                "to",
                "pay",
                "ordered",
                "an",
                "a",
                "bought",
                "had",
                "asked",
                "wants",
                "needs",
                "just",
                "also",
                "billing",
                "invoicing",
                "for",
            ) and reading.free(stop):
                stop += 1
            reading.claim(Claim(at, stop, FILLER_FIELD))


def _is_courtesy(reading: Reading, at: int, end: int) -> bool:
    words = [reading.low(spot) for spot in range(at, end)]
    if words[0] in ("hope", "trust", "looking", "appreciate"):
        return True
    return any(word in THANKS | {"appreciated", "meet", "working", "seeing", "speaking"} for word in words)


def _empty_of_business(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing in the part is an amount, a kind or a client."""
    for at in range(start, end):
        if reading.tokens[at].kind in (NUM, SYM) or reading.owner[at] in (
            "kind",
            "client",
            "client_email",
            "due_date",
            "tax",
            "payment",
        ):
            return False
        if reading.low(at) in ("for", "please") and kind_word(reading, at + 1) if at + 1 < end else False:
            return False
    return True
