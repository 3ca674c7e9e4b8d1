"""compose(): the passes over one text, in order."""

from __future__ import annotations

from .clauses import clause_at
from .clauses.delivery import claim_when_to_send
from .clauses.remarks import widen_remarks
from .clauses.schedule import read_length
from .clients import find_client
from .contract import Draft
from .courtesies import claim_asking, claim_courtesies
from .drafting import draft_from
from .items import Item
from .kinds import find_kind
from .leftovers import sweep
from .lexer import NUM, SYM, WORD
from .lines import find_lines
from .money import read_rate
from .numbers import ends_number
from .orders import claim_orders, claim_remarks
from .prices import period_behind
from .quantities import read_quantity
from .reading import UNRESOLVED, Claim, Reading, claim_notes
from .records import Records, folded_words
from .request import Request
from .spans import Span
from .vocabulary import CURRENCY_WORDS, PERIODS

_ENDS_A_NAME = frozenset(("due_date", "tax", "valid_until", "discount", "deposit", "issue_date"))
_DEFERRED = frozenset(("schedule_start", "schedule_end", "schedule_length"))


def compose(request: Request) -> Draft:
    """Read one text as one document. Deterministic, without clock, network or database; raises nothing."""
    reading, lines = read(request)
    return draft_from(reading, lines)


def read(request: Request) -> tuple[Reading, list[Item]]:
    """Every token of the text with its owner, and the lines."""
    reading = Reading(request)
    claim_notes(reading)
    _find_kind(reading)
    memo: dict[int, Claim | None] = {}

    def ends_name(at: int) -> bool:
        if at not in memo:
            memo[at] = clause_at(reading, at)
        claim = memo[at]
        if claim is None:
            return False
        token = reading.tokens[at]
        if token.kind == WORD and token.text[0].isdigit():
            return True
        if token.kind == WORD and token.capital and not reading.shouting:
            if token.low == "paid":
                return not reading.kind_named or reading.kind == "receipt"
            return claim.field in _ENDS_A_NAME or token.low in ("po", "ref", "monthly", "if", "unless")
        return True

    find_client(reading, ends_name)
    claim_courtesies(reading)
    claim_asking(reading)
    claim_orders(reading, lambda at: clause_at(reading, at))
    _claim_clauses(reading)
    claim_when_to_send(reading)
    widen_remarks(reading)
    _claim_currency(reading)
    claim_remarks(reading)
    lines = find_lines(reading)
    sweep(reading)
    return reading, lines


def _find_kind(reading: Reading) -> None:
    """Find the kind with the names on record hidden, which are recognised before keywords (ruling 4)."""
    hidden: list[int] = []
    if reading.request.clients:
        records = Records(reading.request.clients)
        folded = folded_words(reading.tokens)
        for at in range(len(folded)):
            match = records.full_match(folded, at)
            if match and match[1] > 1:
                hidden += [spot for _, spot in folded[at : at + match[1]] if reading.owner[spot] is None]
    for at in hidden:
        reading.owner[at] = "client"
    find_kind(reading)
    for at in hidden:
        reading.owner[at] = None


def _claim_clauses(reading: Reading) -> None:
    deferred: list[Claim] = []
    at = 0
    while at < len(reading.tokens):
        claim = clause_at(reading, at) if reading.owner[at] is None else None
        if claim is None or (claim.field == "deposit" and reading.kind in ("receipt", "credit_note")):
            at += 1
            continue
        if claim.field in _DEFERRED:
            deferred.append(claim)
        else:
            reading.claim(claim)
        at = claim.end
    _claim_schedule(reading, deferred)


def _claim_schedule(reading: Reading, deferred: list[Claim]) -> None:
    """Starts, ends and lengths count only where something repeats; else "starting …" and "until …" are left over."""
    reading.repeats = any(claim.field == "repeat" for claim in reading.claims) or _rate_period(reading) is not None
    for claim in deferred:
        if not reading.all_free(claim.start, claim.end):
            continue
        if reading.repeats:
            reading.claim(claim)
        elif reading.low(claim.start) in ("until", "till"):
            reading.claim(Claim(claim.start, max(reading.part_end(claim.start), claim.end), UNRESOLVED))
        elif reading.low(claim.start) in ("starting", "beginning", "commencing", "starts", "effective", "start"):
            reading.claim(Claim(claim.start, claim.end, UNRESOLVED))
    if reading.repeats:
        _claim_lone_lengths(reading)
        for at in range(len(reading.tokens)):
            if reading.low(at) in ("for", "over") and reading.free(at):
                length = read_length(reading, at)
                if length and reading.all_free(length.start, length.end):
                    reading.claim(length)


def _claim_lone_lengths(reading: Reading) -> None:
    """ "$300 a month, 12 months": a length that is a part of its own says how long the document repeats."""
    for at in range(1, len(reading.tokens)):
        if not reading.free(at) or not reading.breaks(at - 1) or reading.low(at - 1) != ",":
            continue
        length = read_length(reading, at - 1)
        whole = length and reading.breaks(length.end) and reading.all_free(at, length.end)
        if whole and not (isinstance(length.value, Span) and length.value.unit == "day"):
            reading.claim(Claim(at, length.end, "schedule_length", length.value))


def _rate_period(reading: Reading) -> str | None:
    """The week, month, quarter or year that a price is per, where no count of it stands before (ruling 31)."""
    for at in range(1, len(reading.tokens)):
        rate = read_rate(reading.tokens, at) if reading.free(at) else None
        period = rate and (rate if rate.per in PERIODS | {"quarter"} else period_behind(reading, rate))
        if not period:
            continue
        before = reading.tokens[at - 1]
        is_money = (
            before.kind in (NUM, SYM)
            or before.low in CURRENCY_WORDS
            or reading.purse.word(reading.tokens, at - 1)
            or ends_number(reading.tokens, at)
        )
        if reading.low(rate.end) in ("x", "×", "*") and reading.sum_at(rate.end + 1):
            continue
        if is_money and not _counted_before(reading, at, period.per):
            reading.claims.append(Claim(at, at, "rate_period", period.per))
            return period.per
    return None


def _counted_before(reading: Reading, at: int, unit: str) -> bool:
    spot = at - 1
    while spot >= 0 and not (reading.breaks(spot) and reading.low(spot) not in (",", ")")):
        found = read_quantity(reading.tokens, spot) if reading.free(spot) else None
        if found and found.unit == unit and found.end < at:
            return True
        spot -= 1
    return False


def _claim_currency(reading: Reading) -> None:
    """ "in euros", "currency: GBP": a currency named apart from any amount."""
    for at in range(len(reading.tokens)):
        if reading.low(at) not in ("in", "currency") or not reading.free(at):
            continue
        spot = at + 1 + (reading.low(at + 1) == ":")
        named = reading.purse.word(reading.tokens, spot)
        if (
            named
            and reading.tokens[spot].kind == WORD
            and reading.bounded(named[1])
            and reading.all_free(at, named[1])
            and not (named[1] < len(reading.tokens) and reading.tokens[named[1]].kind == NUM)
        ):
            reading.claim(Claim(at, named[1], "currency", named[0]))
