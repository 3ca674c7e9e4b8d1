"""Instructions and remarks that the document cannot hold (rulings 43, 44)."""

from __future__ import annotations

from collections.abc import Callable

from .leftovers import parts
from .lexer import EMAIL, NUM, PUNCT, WORD
from .reading import UNRESOLVED, Claim, Reading
from .vocabulary import (
    AFTER_SOFT_ORDER,
    BE_VERBS,
    FILLER,
    SOFT_ORDERS,
    STRONG_ORDERS,
    SUBJECTS,
    WEEKDAYS,
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
        "(",
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


_PUTS_ON = frozenset(("add", "include", "charge", "put", "bill", "take", "give", "invoice"))
_ITS = frozenset(("it", "this", "that", "them"))
_TELLING = frozenset("includes excludes requires comes needs excluding start starts starting begin begins".split())
_STATED = frozenset((("vat", "reverse"), ("exchange", "rate"), ("bank", "details"), ("tax", "id")))
_OF_DOCUMENT = frozenset("discount deposit payment payments price prices warranty guarantee signature refund refunds terms tax "
                         "vat balance invoice quote receipt".split())  # fmt: skip
_NUMBERED = frozenset("tel telephone phone mobile cell fax tax vat account ein abn iban bic swift company registration".split())
_CLOSING_VERBS = frozenset(("required", "needed", "guaranteed", "requested", "appreciated", "welcome", "charged", "billed", "follow", "come", "extra", "excluded",
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


def _is_order(reading: Reading, at: int, end: int) -> bool:
    word, second = reading.low(at), reading.low(at + 1)
    if reading.tokens[at].kind != WORD:
        return False
    money = any(reading.free(spot) and reading.purse.read(reading.tokens, spot) for spot in range(at, end))
    if word in _PUTS_ON and at + 1 < end and reading.tokens[at + 1].kind == NUM:
        money = True
    given_back = word in ("refund", "credit") and money and reading.kind != "credit_note" and "kind" in reading.owner[:at]
    holds = any(reading.owner[spot] in ("kind", "client", "due_date", "discount", "deposit", "tax", "payment", "valid_until", "repeat")
                for spot in range(at, end))  # fmt: skip
    if word in SOFT_ORDERS | STRONG_ORDERS and second in _ITS and not holds and word not in ("make", "give"):
        return True
    if given_back and not holds:
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
        return second in AFTER_SOFT_ORDER or second in WEEKDAYS or second == "tomorrow"
    if word in SUBJECTS or word in ("the", "this", "that", "her", "his", "their", "my", "our", "your"):
        return _is_saying(reading, at, end)
    if _is_sentence(reading, at, end):
        return True
    if _speaks_of_document(reading, at, end):
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
    return any(reading.low(spot) in _SAYS for spot in range(at + 1, min(end - 1, at + 5)))


def _speaks_of_document(reading: Reading, at: int, end: int) -> bool:
    """A later part about the document itself: "deposit waived", "includes a warranty", "to be approved", "tel 555-0142"."""
    if at == 0 or not reading.starts_part(at) or reading.low(at - 1) == ":":
        return False
    word, second = reading.low(at), reading.low(at + 1)
    if word in _TELLING or (word, second) in _STATED or (word in ("to", "yet") and second == "be"):
        return True
    number = at + 1 < end and (reading.tokens[at + 1].has_digit or second in ("number", "no", "id", "details", "code", ":"))
    if word in _NUMBERED and number:
        return True
    return word in _OF_DOCUMENT and at + 1 < end and (second in ("to", "of", "as", "by", "on", "in", "for") or second.endswith("ed"))


def _order_end(reading: Reading, at: int, end: int) -> int:
    """An order runs to its part's end, or to a clause that was understood on its own."""
    spot = at
    while spot < end and (reading.free(spot) or reading.owner[spot] == UNRESOLVED) and reading.low(spot) != ")":
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
    while at < end and reading.low(at) not in ("and", "then", "but", "also", "("):
        at += 1
    return at
