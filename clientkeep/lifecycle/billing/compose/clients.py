"""Who the document is for: every place a name can stand is a candidate, the most telling one wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .item_words import is_item_word
from .kinds import VERBS, kind_word
from .lexer import EMAIL, NL, NUM, PUNCT, SYM, WORD
from .names import Name, read_name
from .reading import UNRESOLVED, Claim, Reading
from .records import Records, folded_words
from .vocabulary import CLIENT_LABELS, GREETINGS, MONTHS, REQUEST_VERBS, THANKS, WEEKDAYS

_AFTER_VERB = frozenset("please pls up out over again off me us kindly too".split())
_OWES = frozenset("paid pays owes owed settled transferred prepaid sent gave handed wired".split())
_GIVES = frozenset("send give get make do write email draft invoice draw raise prepare cut issue create".split())
_SKIPPED_BEFORE_PAID = frozenset("has have just already now also".split())
_NO_NAMES = frozenset(
    "got get getting was were been be just up out over again off new i we it they he she you this that there who which them him her me us everything".split()
)
_INTERJECTIONS = frozenset(
    "right so ok okay well um just new please quick hope now also again total ps fyi btw urgent".split()
)
_THRESHOLD = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    name: Name
    score: int
    start: int
    record: str | None = None


def find_client(reading: Reading, clause_at: Callable[[int], bool]) -> None:
    """Take the client's name and the joining word before it, if the text names anybody."""
    records = Records(reading.request.clients)
    known = list(_whole_records(reading, records)) if records.names else []
    found = [*known, *_candidates(reading, records, clause_at)]
    found = [one for one in found if one.score >= _THRESHOLD]
    if not found:
        return
    best = max(found, key=lambda one: (one.score, -one.name.start))
    value = best.record or records.resolve(best.name.text) or best.name.text
    reading.claim(Claim(best.start, best.name.end, "client", (value, best.name.start)))
    _leave_aside(reading, best.name.end)


def _leave_aside(reading: Reading, at: int) -> None:
    """What is said of the client right behind the name, in brackets or after "at" and "c/o", is left over."""
    end = at
    if reading.low(at) == "(":
        while end < min(at + 9, len(reading.tokens)) and reading.low(end) != ")":
            end += 1
        inner = reading.tokens[at + 1 : end]
        if reading.low(end) == ")" and inner and all(token.kind == WORD and token.capital for token in inner):
            reading.claim(Claim(at, end + 1, UNRESOLVED))
    elif reading.low(at) in ("at", "c/o"):
        end = at + 1
        while reading.free(end) and reading.tokens[end].capital:
            end += 1
        if end > at + 1 and (reading.bounded(end) or reading.tokens[end].kind == SYM):
            reading.claim(Claim(at, end, UNRESOLVED))


def _whole_records(reading: Reading, records: Records):
    """Every whole name on record in the text, before numbers, months and keywords are looked at (ruling 4)."""
    folded = folded_words(reading.tokens)
    at = 0
    while at < len(folded):
        match = records.full_match(folded, at)
        if not match:
            at += 1
            continue
        name, size = match
        start, end = folded[at][1], folded[at + size - 1][1] + 1
        kind_at = reading.kind_span[0] if reading.kind_span else None
        if reading.all_free(start, end) or (kind_at == start and size > 1):
            if reading.low(end) == "." and end < len(reading.tokens) and not reading.breaks(end):
                end += 1
            before = _joiner_before(reading, start)
            near = before < start or (reading.kind_span is not None and reading.kind_span[1] == before)
            yield Candidate(Name(start, end, name, True, False), 100 + size * 2 + near * 5, before, name)
        at += size


def _joiner_before(reading: Reading, start: int) -> int:
    at = start
    while reading.low(at - 1) in ("the", "at", "team", "folks", "client", "my", "our") and reading.free(at - 1):
        at -= 1
    if reading.low(at - 1) in ("for", "to", "from") and reading.free(at - 1):
        return at - 1
    return at if at == start or reading.low(at) != "at" else start


def _candidates(reading: Reading, records: Records, clause_at: Callable[[int], bool]):
    if reading.kind_span:
        direct = _after_kind(reading, clause_at)
        if direct:
            yield _against_records(reading, records, direct)
    for at, token in enumerate(reading.tokens):
        if reading.owner[at] is not None or token.kind != WORD:
            continue
        found = (
            _labelled(reading, at, clause_at) or _prepared(reading, at, clause_at) or _subject(reading, at, clause_at)
        )
        found = found or _recipient(reading, at, clause_at)
        if found:
            yield _against_records(reading, records, found)
    lone = _lone_part(reading, clause_at)
    if lone:
        yield _against_records(reading, records, lone)


def _against_records(reading: Reading, records: Records, found: Candidate) -> Candidate:
    """A name that fits a record counts for more; a lower-case name is cut to the words that fit one."""
    if not records.names:
        return found
    name = found.name
    words = [(word, name.start + at) for word, at in folded_words(reading.tokens[name.start : name.end])]
    whole = [word for word, _ in words]
    if not whole:
        return found
    if records.fits(whole) or records.resolve(name.text):
        return Candidate(name, max(found.score, 50) + 20, found.start)
    for size in range(len(whole) - 1, 0, -1):
        fits = records.fits(whole[:size])
        if fits and (not name.capital or (len(fits) == 1 and size > 1)):
            end = words[size - 1][1] + 1
            cut = Name(name.start, end, reading.slice(name.start, end), name.capital, False)
            return Candidate(cut, max(found.score, 50) + 15, found.start)
    return found


def _after_kind(reading: Reading, clause_at: Callable[[int], bool]) -> Candidate | None:
    """The name right after the kind word: "invoice X", "quote for X", "New invoice: X, …"."""
    kind_start, at = reading.kind_span
    while reading.low(at) in _AFTER_VERB and reading.free(at):
        at += 1
    word = reading.low(at)
    if word in ("for", "to", "of") or at >= len(reading.tokens):
        return None
    if word in (":", "-", "–", "—", ",") or (reading.free(at) and reading.tokens[at].kind == NL):
        return _after_colon(reading, at + 1, clause_at)
    if reading.low(kind_start) not in VERBS and reading.tokens[at].kind == WORD and not reading.tokens[at].capital:
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
    return Candidate(name, _direct_score(reading, name), at)


def _without_item_words(reading: Reading, name: Name) -> Name:
    """ "quote sam flooring 1000": a lower-case name ends before the item's words where nothing else describes it."""
    if name.capital or name.end - name.start < 2 or name.end >= len(reading.tokens):
        return name
    if not reading.sum_at(name.end) or any(token.low in ("for", ":") for token in reading.tokens[name.end :]):
        return name
    for at in range(name.start + 1, name.end):
        word = reading.low(at)
        if is_item_word(word) or (word.endswith("ing") and len(word) > 5):
            return Name(name.start, at, reading.slice(name.start, at), False, True)
    return name


def _client_follows(reading: Reading, at: int) -> bool:
    return any(reading.low(spot) in ("client", "clients", "friend", "friends", "customer") for spot in (at + 1, at + 2))


def _direct_score(reading: Reading, name: Name) -> int:
    if name.capital:
        return 80 if not _is_item(reading, name) else 62
    if (is_item_word(reading.low(name.start)) and name.end - name.start > 1) or reading.low(name.start).endswith("ing"):
        return 40
    return 66


def _after_colon(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    while at < len(reading.tokens) and reading.tokens[at].kind == NL:
        at += 1
    if not reading.free(at) or not (reading.tokens[at].capital or reading.low(at) == "the"):
        return None
    if clause_at(at) or reading.low(at + 1) == ":" or reading.low(at) in ("for", "to"):
        return None
    name = read_name(reading, at, clause_at)
    if not name or _is_item(reading, name) or name.then_lower:
        return None
    return Candidate(name, 72, at) if _bounded_name(reading, name) else None


def _labelled(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
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
    return Candidate(name, 90, at) if name else None


def _prepared(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """ "for X", "to X", "from X", "by X" """
    word = reading.low(at)
    if word not in ("for", "to", "from", "by", "with", "against") or clause_at(at):
        return None
    if word in ("by", "with") and reading.kind != "receipt":
        return None
    after_kind = reading.kind_span is not None and _only_passing(reading, reading.kind_span[1], at)
    if reading.low(at + 1) in _NO_NAMES:
        return None
    name = read_name(reading, at + 1, clause_at)
    if not name or (word in ("from", "by", "with", "against") and _is_time_or_method(reading, name)):
        return None
    if word == "against" or (word == "with" and not name.capital):
        return None
    if not name.capital:
        return _lower_prepared(reading, at, name, word, after_kind)
    if word == "for":
        score = 70 if after_kind else 65
        if name.then_lower and not name.possessive:
            single = name.end - name.start == 1
            score = 30 if after_kind and not single else 10
    else:
        score = 75 if word in ("to", "from") else 45
        if name.then_lower and not name.possessive:
            score -= 30
    if _is_item(reading, name):
        elsewhere = _described_later(reading, name.end) or _described_before(reading, at)
        score = 38 if name.end - name.start > 1 and elsewhere else 10
    return Candidate(name, score, at)


def _lower_prepared(reading: Reading, at: int, name: Name, word: str, after_kind: bool) -> Candidate | None:
    """A lower-case name after "for" or "to" is a guess: it needs words for the item elsewhere."""
    start = reading.tokens[name.start]
    possible = name.end - name.start <= 4 and not any(
        is_item_word(reading.low(spot)) for spot in range(name.start, name.end)
    )
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
    if word in ("to", "from") and _bounded_name(reading, name):
        return Candidate(name, 50 if word == "to" or reading.kind == "receipt" else 20, at)
    all_lower = not any(token.capital and token.kind == WORD for token in reading.tokens[1:])
    if all_lower and name.end >= len(reading.tokens) and name.end - name.start <= 2 and not start.low.endswith("s"):
        return Candidate(name, 35, at) if _described_before(reading, at) else None
    return Candidate(name, 15, at)


def _subject(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
    """The name before "paid", "owes", "has paid"."""
    if reading.low(at) not in _OWES:
        return None
    if reading.low(at) in ("sent", "gave", "handed", "wired") and reading.low(at + 1) not in ("me", "us"):
        return None
    start = at - 1
    while reading.low(start) in _SKIPPED_BEFORE_PAID:
        start -= 1
    first = start + 1
    while first > 0 and reading.free(first - 1) and not (reading.breaks(first - 1) and reading.low(first - 1) != "."):
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
    if not name or name.end != start + 1:
        return None
    return Candidate(name, 78, first)


def _recipient(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> Candidate | None:
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


def _lone_part(reading: Reading, clause_at: Callable[[int], bool]) -> Candidate | None:
    """A comma part or line that is nothing but a capitalised name: "Sandpiper Inn, invoice, $330"."""
    for at in range(len(reading.tokens)):
        if not reading.free(at) or not (reading.tokens[at].capital and reading.tokens[at].kind == WORD):
            continue
        if (
            not (at == 0 or reading.breaks(at - 1))
            or reading.low(at) in GREETINGS | THANKS | _INTERJECTIONS
            or clause_at(at)
        ):
            continue
        if at > 0 and (reading.low(at - 2) in GREETINGS | THANKS or _is_closing(reading, at)):
            continue
        if (
            reading.low(at) in REQUEST_VERBS | {"ask"}
            and at + 1 < len(reading.tokens)
            and reading.tokens[at + 1].capital
        ):
            at += 1
        name = read_name(reading, at, clause_at)
        if name and _bounded_name(reading, name) and not kind_word(reading, at):
            if _is_item(reading, name) and not (name.end - name.start > 1 and _bare_of_items(reading, name)):
                continue
            if name.end - name.start > 1 or (at == 0 and reading.breaks(name.end)):
                return Candidate(name, 32, at)
    return None


def _bare_of_items(reading: Reading, name: Name) -> bool:
    """Whether a name such as "Brightline Media" ends a text that has words for its item already."""
    return name.end >= len(reading.tokens) - 1 and _described_before(reading, name.start) and name.end - name.start < 4


def _is_closing(reading: Reading, at: int) -> bool:
    before = at - 1
    while before >= 0 and reading.tokens[before].kind in (NL, PUNCT):
        before -= 1
    return reading.low(before) in THANKS


def _bounded_name(reading: Reading, name: Name) -> bool:
    return reading.bounded(name.end) or reading.tokens[name.end].kind in (NUM, EMAIL, PUNCT)


def _only_passing(reading: Reading, start: int, end: int) -> bool:
    return all(reading.low(at) in _AFTER_VERB | {",", "-", ":", "out"} or reading.owner[at] for at in range(start, end))


def _is_time_or_method(reading: Reading, name: Name) -> bool:
    word = reading.low(name.start)
    return (word in MONTHS and name.end - name.start == 1) or (word in WEEKDAYS and name.end - name.start == 1)


def _is_item(reading: Reading, name: Name) -> bool:
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


def _described_before(reading: Reading, at: int) -> bool:
    return any(
        token.kind == WORD and reading.owner[spot] is None and len(token.text) > 3 and not reading.bounded(spot)
        for spot, token in enumerate(reading.tokens[:at])
    )
