"""Every place where a client's name can stand, each with how telling it is: after the kind word, after "for", before "paid" …"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .item_words import is_item_word
from .kinds import VERBS, kind_word
from .lexer import EMAIL, NL, NUM, PUNCT, SYM, WORD
from .names import FIRMS, STRONG_ENDINGS, Name, read_name
from .prices import is_plural
from .reading import Reading
from .vocabulary import CLIENT_LABELS, GREETINGS, MONTHS, TITLES, WEEKDAYS

AFTER_KIND = frozenset("made drawn written prepared sorted please pls up out over again off me us kindly too".split())
OWES = frozenset(
    "paid pays owes owe owed settled transferred prepaid sent gave handed wired wants want wanted needs need needed asked asks requested ordered booked".split()
)
_GIVES = frozenset("send give get make do write email draft invoice draw raise prepare cut issue create".split())
_SKIPPED_BEFORE_PAID = frozenset("has have just already now also here".split())
_NO_NAMES = frozenset(
    "got get getting was were been be just up out over again off new i we it they he she you this that there who which them him her me us everything half".split()
)
_OF_ITEMS = frozenset("late extra deep emergency final initial custom annual spring summer autumn winter full small large quick".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    name: Name
    score: int
    start: int
    record: str | None = None


def after_kind(reading: Reading, clause_at: Callable[[int], bool]) -> Candidate | None:
    """The name right after the kind word: "invoice X", "quote for X", "New invoice: X, …"."""
    kind_start, at = reading.kind_span
    while reading.low(at) in AFTER_KIND and reading.free(at) and (reading.shouting or not reading.tokens[at].capital):
        at += 1
    word = reading.low(at)
    if word in ("for", "to", "of") or at >= len(reading.tokens):
        return None
    if word in (":", "-", "–", "—", ",") or (reading.free(at) and reading.tokens[at].kind == NL):
        return _after_colon(reading, at + 1, clause_at)
    if (
        reading.low(kind_start) not in VERBS
        and reading.tokens[at].kind == WORD
        and not reading.tokens[at].capital
    ):
        return None
    if (not reading.free(at) or (kind_word(reading, at) and reading.tokens[at].text != "Bill")) and not (
        reading.free(at) and reading.tokens[at].capital and reading.low(kind_start) in VERBS
    ):
        return None
    if reading.tokens[at].text in (
        "a",
        "an",
        "this",
        "that",
        "it",
        "them",
        "him",
        "her",
        "my",
        "our",
    ) and not _client_follows(reading, at):
        return None
    if not reading.tokens[at].capital and clause_at(at):
        return None
    name = read_name(reading, at, clause_at, direct=True)
    if not name:
        return None
    name = _without_item_words(reading, name)
    thing = reading.low(at) == "the" and not name.capital and not reading.all_lower
    return Candidate(name, min(_direct_score(reading, name), 60 if thing else 100), at)


def _without_item_words(reading: Reading, name: Name) -> Name:
    """ "quote sam flooring 1000": a lower-case name ends before the item's words where nothing else describes it."""
    if name.capital or name.end - name.start < 2 or name.end >= len(reading.tokens):
        return name
    numbered = reading.sum_at(name.end) or reading.tokens[name.end].has_digit
    if not numbered or any(token.low in ("for", ":") for token in reading.tokens[name.end :]):
        return name
    for at in range(name.start + 1, name.end):
        word = reading.low(at)
        if at == name.start + 1 and reading.low(name.start) in TITLES:
            continue
        if is_item_word(word) or reading.low(at - 1) in FIRMS or (word.endswith("ing") and len(word) > 5) or "-" in word or word in _OF_ITEMS:
            return Name(name.start, at, reading.slice(name.start, at), False, True)
    return name


def _client_follows(reading: Reading, at: int) -> bool:
    return any(reading.low(spot) in ("client", "clients", "friend", "friends", "customer") for spot in (at + 1, at + 2))


def _direct_score(reading: Reading, name: Name) -> int:
    if name.capital:
        return 80 if not is_item(reading, name) else 62
    if (is_item_word(reading.low(name.start)) and name.end - name.start > 1) or reading.low(name.start).endswith("ing"):
        return 40
    return 66


def _after_colon(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    while at < len(reading.tokens) and reading.tokens[at].kind == NL:
        at += 1
    if not reading.free(at):
        return None
    recorded = any(reading.low(at) in client.lower().split() for client in reading.request.clients)
    if not (reading.tokens[at].capital or reading.low(at) == "the" or recorded) and not _own_line(reading, at):
        return None
    if clause_at(at) or reading.low(at + 1) == ":" or reading.low(at) in ("for", "to"):
        return None
    name = read_name(reading, at, clause_at)
    if not name or is_item(reading, name) or name.then_lower:
        return None
    return Candidate(name, 72, at) if bounded_name(reading, name) else None


def _own_line(reading: Reading, at: int) -> bool:
    """Whether a line of its own, up to three words and none of them an item's, begins at `at`, with more lines below."""
    if at == 0 or reading.tokens[at - 1].kind != NL:
        return False
    end = at
    while reading.free(end) and reading.tokens[end].kind == WORD:
        end += 1
    plain = not any(is_item_word(reading.low(spot)) for spot in range(at, end))
    return plain and 0 < end - at <= 3 and end + 1 < len(reading.tokens) and reading.tokens[end].kind == NL


def labelled(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "Client: X", "To: X", "Bill to: X"."""
    fresh = reading.low(at) in ("client", "customer") and reading.low(at - 1) == "new"
    if reading.low(at) not in CLIENT_LABELS or (
        not fresh and (not reading.starts_part(at) and reading.low(at - 1) != "bill")
    ):
        kind_before = reading.kind_span is not None and reading.kind_span[1] == at
        if not (kind_before and reading.low(at) in CLIENT_LABELS):
            return None
    spot = at + 1
    if reading.low(spot) == "name":
        spot += 1
    plain_label = (
        reading.low(at) in ("client", "customer") and spot < len(reading.tokens) and reading.tokens[spot].capital
    )
    if plain_label:
        spot -= 1
    elif reading.low(spot) not in (":", "=", "is") or (reading.low(at) in ("to", "from") and reading.low(spot) == "is"):
        return None
    name = read_name(reading, spot + 1, clause_at, direct=True)
    score = 60 if reading.low(at) in ("attn", "attention") else 90
    return Candidate(name, score, at) if name else None


def for_label(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """A line "For: Sid Marlowe", which may as well name the work and so counts for less than the other labels."""
    labels = reading.starts_part(at) or reading.low(at - 1) == "payment"
    if reading.low(at) not in ("for", "paid", "received") or reading.low(at + 1) != ":" or not labels:
        return None
    name = read_name(reading, at + 2, clause_at, direct=True)
    if not name or not name.capital or name.end - name.start < 2 or is_item(reading, name):
        return None
    start = at - (reading.low(at - 1) == "payment")
    return Candidate(name, 60, start) if reading.breaks(name.end) or reading.low(at) != "for" else None


def prepared(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "for X", "to X", "from X", "by X" """
    word = reading.low(at)
    if word not in ("for", "to", "from", "by", "with", "against") or clause_at(at):
        return None
    if word in ("by", "with") and reading.kind != "receipt":
        return None
    after_kind = reading.kind_span is not None and _only_passing(reading, reading.kind_span[1], at)
    if reading.low(at + 1) in _NO_NAMES:
        return None
    name = read_name(reading, at + 1, clause_at, direct=word == "for" and reading.low(at + 1) == "the")
    if not name or (word in ("from", "by", "with", "against") and _is_time_or_method(reading, name)):
        return None
    if word == "against" or (word == "with" and not name.capital):
        return None
    if not name.capital:
        cut = _without_item_words(reading, name) if after_kind and not is_item_word(reading.low(name.start)) else name
        if cut.end < name.end:
            return Candidate(cut, 55, at)
        return _lower_prepared(reading, at, name, word, after_kind)
    if word == "for":
        score = 70 if after_kind else 65
        score += 5 * (reading.low(name.start) in TITLES)
        if name.then_lower and not name.possessive:
            single = name.end - name.start == 1
            score = 30 if after_kind and not single else 10
    else:
        score = 75 if word in ("to", "from") else 45
        if word == "to" and not after_kind and "for" in (reading.low(spot) for spot in range(at)):
            score = 64
        if name.then_lower and not name.possessive:
            score -= 30
    if is_item(reading, name):
        elsewhere = _described_later(reading, name.end) or described_before(reading, at)
        score = 38 if name.end - name.start > 1 and elsewhere else 10
    return Candidate(name, score, at)


def _lower_prepared(reading: Reading, at: int, name: Name, word: str, after_kind: bool) -> Candidate | None:
    """A lower-case name after "for" or "to" is a guess: it needs words for the item elsewhere."""
    start = reading.tokens[name.start]
    possible = name.end - name.start <= 4 and not any(
        is_item_word(reading.low(spot)) for spot in range(name.start, name.end)
    )
    if possible and word == "for" and _priced_for(reading, name.end) and not start.low.endswith("ing"):
        return Candidate(name, 55, at)
    if (
        (not possible or start.low.endswith("ing") or reading.low(at + 1) in ("the", "a", "an"))
        and not name.text[:1].isdigit()
        and not reading.shouting
    ):
        return Candidate(name, 12, at)
    if name.then_lower and not name.possessive:
        return None
    if after_kind and _described_later(reading, name.end):
        return Candidate(name, 55, at)
    if (word in ("to", "from") or (word == "by" and reading.kind == "receipt")) and bounded_name(reading, name):
        return Candidate(name, 50 if word == "to" or reading.kind == "receipt" else 20, at)
    if reading.all_lower and name.end >= len(reading.tokens) and name.end - name.start <= 2 and not start.low.endswith("s"):
        return Candidate(name, 35, at) if described_before(reading, at) else None
    return Candidate(name, 15, at)


def _priced_for(reading: Reading, at: int) -> bool:
    """ "(for dev patel) 120 pounds cash for guitar repair": a sum, and then what it is for."""
    money = reading.sum_at(at + (reading.low(at) == "for"))
    if not money or is_plural(reading.low(money.end)):
        return False
    return "for" in (reading.low(money.end), reading.low(money.end + 1))


def subject(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """The name before "paid", "owes", "has paid"."""
    if reading.low(at) not in OWES:
        return None
    if reading.low(at) in ("sent", "gave", "handed", "wired") and reading.low(at + 1) not in ("me", "us"):
        return None
    start = at - 1
    while reading.low(start) in _SKIPPED_BEFORE_PAID:
        start -= 1
    first = start + 1
    while first > 0 and reading.free(first - 1) and not _ends_before_name(reading, first - 1):
        if reading.tokens[first - 1].kind == NUM and reading.tokens[first - 2].kind == SYM:
            break
        first -= 1
    while first <= start and reading.low(first) in GREETINGS | {
        "so",
        "ok",
        "and",
        "just",
        "that",
        "hi",
        "hello",
        "because",
        ":",
    }:
        first += 1
    if first > start or reading.low(first) in _NO_NAMES | {
        "was",
        "to",
        "amount",
        "balance",
        "deposit",
        "already",
        "fully",
    }:
        return None
    name = read_name(reading, first, clause_at, direct=True)
    if not name or not (name.end == start + 1 or _works_at(reading, name.end, start + 1)):
        return None
    return Candidate(name, 78, first)


def _works_at(reading: Reading, at: int, end: int) -> bool:
    """ "Tom at Acme Ltd needs …" """
    return reading.low(at) == "at" and all(reading.tokens[spot].capital for spot in range(at + 1, end))


def _ends_before_name(reading: Reading, at: int) -> bool:
    """Whether a name that is read backwards ends at `at`: at a break, but not at the comma of "Smith & Sons, Inc."."""
    if reading.low(at) == "," and reading.low(at + 1) in STRONG_ENDINGS:
        return False
    return (reading.breaks(at) and reading.low(at) != ".") or reading.low(at) == ":"


def recipient(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """The name between a giving verb and the document: "send X a quote", "give X a $25 credit"."""
    if reading.low(at) not in _GIVES or not reading.free(at + 1):
        return None
    name = read_name(reading, at + 1, clause_at, direct=True)
    if (
        not name
        or reading.low(name.end) not in ("a", "an", "the", "their", "his", "her")
        or reading.low(name.start) in _NO_NAMES
    ):
        return None
    kind = reading.kind_span
    if kind and name.end < kind[0] <= name.end + 4:
        return Candidate(name, 78, at + 1)
    return None


def bounded_name(reading: Reading, name: Name) -> bool:
    return reading.bounded(name.end) or reading.tokens[name.end].kind in (NUM, EMAIL, PUNCT)


def _only_passing(reading: Reading, start: int, end: int) -> bool:
    return all(reading.low(at) in AFTER_KIND | {",", "-", ":", "out"} or reading.owner[at] for at in range(start, end))


def _is_time_or_method(reading: Reading, name: Name) -> bool:
    word = reading.low(name.start)
    return (word in MONTHS and name.end - name.start == 1) or (word in WEEKDAYS and name.end - name.start == 1)


def is_item(reading: Reading, name: Name) -> bool:
    return any(is_item_word(reading.low(at)) for at in range(name.end - 1, name.end))


def _described_later(reading: Reading, at: int) -> bool:
    """Whether words for an item come after `at`: "for", a colon, or a part with words of its own."""
    words = 0
    for spot in range(at, len(reading.tokens)):
        if not reading.free(spot):
            continue
        token = reading.tokens[spot]
        if token.low == "for" or token.low == ":":
            return True
        if token.kind == WORD and not reading.bounded(spot) and len(token.text) > 3:
            words += 1
    return words > 0


def described_before(reading: Reading, at: int) -> bool:
    return any(
        token.kind == WORD and reading.owner[spot] is None and len(token.text) > 3 and not reading.bounded(spot)
        for spot, token in enumerate(reading.tokens[:at])
    )
