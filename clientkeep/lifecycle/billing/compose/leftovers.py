"""Instructions and remarks that the document cannot hold, and the sweep that drops no word in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .lexer import EMAIL, NL, NUM, PUNCT, WORD
from .reading import FILLER_FIELD, UNRESOLVED, Claim, Reading
from .vocabulary import (
    AFTER_SOFT_ORDER,
    BE_VERBS,
    FILLER,
    SOFT_ORDERS,
    STRONG_ORDERS,
    SUBJECTS,
)

_LEADS = frozenset(
    (
        "and",
        "but",
        "also",
        "please",
        "then",
        "so",
        "pls",
        "ps",
        "p.s",
        "btw",
        "oh",
        ",",
        "-",
        "–",
        "kindly",
        "plus",
        "just",
        "now",
    )
)


_UNMISTAKABLE = frozenset(
    (
        "remind",
        "cc",
        "bcc",
        "chase",
        "don't",
        "dont",
        "ensure",
        "notify",
        "attach",
        "never",
        "nudge",
        "ping",
        "tell",
        "remember",
        "notify",
        "warn",
    )
)


def claim_orders(reading: Reading, clause_at: Callable[[int], Claim | None]) -> None:
    """Take plain instructions whole, before the days and repeats inside them are read as the document's own."""
    for start, end in parts(reading):
        for at in range(start, end):
            joined = at == start or reading.low(at - 1) in _LEADS
            if not (
                joined and reading.free(at) and reading.tokens[at].kind == WORD and _is_plain_order(reading, at, end)
            ):
                continue
            stop = at + 1
            while stop < end and reading.free(stop) and not _joins_clause(reading, stop, clause_at):
                stop += 1
            reading.claim(Claim(at, stop, UNRESOLVED))
            break


def _is_plain_order(reading: Reading, at: int, end: int) -> bool:
    word, second = reading.low(at), reading.low(at + 1)
    if any(reading.tokens[spot].kind == EMAIL or reading.owner[spot] in ("kind", "client") for spot in range(at, end)):
        return False
    if word in _UNMISTAKABLE:
        return at + 1 < end
    if word in ("send", "email", "mail") and any(
        reading.low(spot) in ("reminder", "reminders") for spot in range(at + 1, min(at + 4, end))
    ):
        return True
    if word in (
        "send",
        "email",
        "e-mail",
        "mail",
        "forward",
        "resend",
        "post",
        "call",
        "phone",
        "text",
        "ring",
        "message",
        "print",
        "let",
    ):
        return second in (
            "every",
            "each",
            "weekly",
            "monthly",
            "at",
            "in",
            "it",
            "this",
            "him",
            "her",
            "them",
            "me",
            "us",
            "on",
            "by",
            "tomorrow",
            "before",
            "after",
        )
    if word in ("must", "should", "cannot"):
        return at > 0 and at + 1 < end
    return word == "do" and second == "not"


def _joins_clause(reading: Reading, at: int, clause_at: Callable[[int], Claim | None]) -> bool:
    if reading.low(at) not in ("and", "plus", "with") or not reading.free(at + 1):
        return False
    claim = clause_at(at + 1)
    return claim is not None and claim.field in ("tax", "discount", "deposit", "due_date", "reference")


def claim_remarks(reading: Reading) -> None:
    """Take instructions and sayings ("remind her twice", "he was pleased") to what is left over (rulings 43, 44)."""
    for start, end in parts(reading):
        at = start
        while at < end:
            spot = at
            while (
                spot < end
                and (reading.low(spot) in _LEADS or not reading.free(spot))
                and (spot == start or reading.low(spot) in _LEADS)
            ):
                spot += 1
            if spot < end and reading.free(spot) and _is_order(reading, spot, end):
                stop = _order_end(reading, spot, end)
                _claim_run(reading, spot, stop)
                at = stop
                continue
            at = _next_joint(reading, max(at, spot) + 1, end)


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


_PUTS_ON = frozenset(("add", "include", "charge", "put", "bill", "take", "give", "invoice"))
_ITS = frozenset(("it", "this", "that", "them"))
_CLOSING_VERBS = frozenset(("required", "needed", "guaranteed", "requested", "appreciated", "welcome", "charged", "follow", "come", "extra", "excluded",
                            "separate", "separately"))  # fmt: skip
_SAYS = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "will",
        "applies",
        "apply",
        "must",
        "should",
        "has",
        "have",
        "needs",
        "wants",
        "goes",
        "stays",
        "depends",
        "remains",
        "covers",
        "counts",
        "went",
    )
)


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


def _is_order(reading: Reading, at: int, end: int) -> bool:
    word, second = reading.low(at), reading.low(at + 1)
    if reading.tokens[at].kind != WORD:
        return False
    money = any(reading.free(spot) and reading.purse.read(reading.tokens, spot) for spot in range(at, end))
    if word in _PUTS_ON and at + 1 < end and reading.tokens[at + 1].kind == NUM:
        money = True
    holds = any(reading.owner[spot] in ("kind", "client", "due_date", "discount", "deposit", "tax", "payment", "valid_until", "repeat")
                for spot in range(at, end))  # fmt: skip
    if word in SOFT_ORDERS | STRONG_ORDERS and second in _ITS and not holds and word not in ("make", "give"):
        return True
    if word in ("thank", "thanks") and second not in ("her", "him", "them"):
        return False
    if word in STRONG_ORDERS:
        if word in ("do", "please") or holds or (money and word not in _UNMISTAKABLE):
            return word == "do" and second == "not" and not holds
        if word in ("skip", "try", "wait"):
            return second in AFTER_SOFT_ORDER
        if word in (
            "copy",
            "mark",
            "text",
            "call",
            "mail",
            "email",
            "phone",
            "ring",
            "hold",
            "message",
            "wait",
            "keep",
            "let",
            "highlight",
            "remember",
            "ask",
            "confirm",
            "forward",
            "never",
            "tell",
            "make",
            "fax",
            "mention",
        ):
            return (
                second in AFTER_SOFT_ORDER
                or second
                in ("sure", "me", "him", "when", "if", "before", "after", "once", "accounts", "again", "about", "for")
                or (at + 1 < end and reading.tokens[at + 1].capital)
            )
        return True
    if word == "save" and money and at > 0 and reading.starts_part(at):
        return not holds
    if word in ("he", "she", "they") and money and not holds and at > 0 and reading.starts_part(at):
        return second in (
            "will",
            "owes",
            "owe",
            "still",
            "pays",
            "pay",
            "paid",
            "would",
            "might",
            "could",
            "said",
            "only",
            "already",
        )
    if holds or money:
        return False
    if word in ("same", "no", "not") and second not in ("charge", "cost") and at > 0 and reading.starts_part(at):
        return True
    if word in SOFT_ORDERS:
        return second in AFTER_SOFT_ORDER
    if word in SUBJECTS or word in ("the", "this", "that", "her", "his", "their", "my", "our", "your"):
        return _is_saying(reading, at, end)
    if _is_sentence(reading, at, end):
        return True
    return (
        word in ("no", "not") and second in ("need", "rush", "hurry", "reminders", "reminder", "chasing", "hard")
    ) or word in BE_VERBS


def _is_saying(reading: Reading, at: int, end: int) -> bool:
    """A sentence with a subject of its own: "she's moving in May", "the client was lovely"."""
    word = reading.low(at)
    if word in ("it's", "that's", "this", "it", "they're") and "for" in (reading.low(at + 1), reading.low(at + 2)):
        return False
    if not (at == 0 or reading.starts_part(at) or reading.low(at - 1) in _LEADS):
        return False
    unowned = [spot for spot in range(at, end) if reading.free(spot)]
    if all(reading.low(spot) in FILLER or reading.tokens[spot].kind == PUNCT for spot in unowned):
        return False
    if word in ("i", "we", "i've", "we've", "i'm", "we're") and not any(
        owner in ("kind", "client") for owner in reading.owner[:at]
    ):
        return False
    if word in SUBJECTS - {"that", "this", "who", "there"}:
        return not (word in ("i", "we", "i've", "we've") and reading.low(end) in (":",)) and (
            len(unowned) > 1 or "'" in word
        )
    return any(reading.low(spot) in BE_VERBS for spot in range(at + 1, min(end, at + 5)))


def _is_sentence(reading: Reading, at: int, end: int) -> bool:
    """A later part with a verb of its own: "hourly rate applies after that"."""
    if at == 0 or not reading.starts_part(at) or reading.low(at - 1) == ":":
        return False
    if end - at < 5 and reading.low(end - 1) in _CLOSING_VERBS:
        return True
    return any(reading.low(spot) in _SAYS for spot in range(at + 1, min(end, at + 5)))


def _order_end(reading: Reading, at: int, end: int) -> int:
    """An order runs to its part's end, or to a clause that was understood on its own."""
    spot = at
    while spot < end and (reading.free(spot) or reading.owner[spot] == UNRESOLVED):
        spot += 1
    return max(spot, at + 1)


def _claim_run(reading: Reading, start: int, stop: int) -> None:
    """One leftover over what is free and what was left over already."""
    inner = [
        claim for claim in reading.claims if claim.field == UNRESOLVED and start <= claim.start and claim.end <= stop
    ]
    for claim in inner:
        reading.claims.remove(claim)
        for at in range(claim.start, claim.end):
            reading.owner[at] = None
    reading.claim(Claim(start, stop, UNRESOLVED))


def _next_joint(reading: Reading, at: int, end: int) -> int:
    while at < end and reading.low(at) not in ("and", "then", "but", "also"):
        at += 1
    return at


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
