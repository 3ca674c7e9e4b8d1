"""What the document does not hold: fees for lateness, surcharges, instalments, conditions, the balance (ruling 44)."""

from __future__ import annotations

from ..lexer import DATE, NUM, SYM, WORD
from ..numbers import read_number, read_percent
from ..reading import FILLER_FIELD, UNRESOLVED, Claim, Reading
from ..spans import read_span
from ..vocabulary import CONDITIONS, SUBJECTS

TRIGGERS = (
    "to", "following", "further", "after", "each", "every",
    "only", "at",
    "deadline", "price", "amount", "cost", "rate", "tbc", "tbd", "tba", "if", "unless", "provided", "providing", "subject", "assuming", "pending", "when", "once", "as", "in", "first", "rest",
            "the", "balance", "remainder", "late", "interest", "contingent", "depending", "except", "over", "a", "split", "remaining",
            "because", "since", "so", "asap", "conditional", "payable", "and", "plus", "urgent", "half", "paid", "weekdays", "within", "by", "pay", "on", "attention", "attn", "fao",
            "until", "till", "add", "with", "other", "due", "expires", "valid", "repeat", "repeats", "charge", "apply", "min", "minimum", "cancellation", "notice", "no")  # fmt: skip
_FEES = frozenset("surcharge surcharges interest penalty late fee charge gratuity tip service".split())
_PAYMENTS = frozenset("instalments installments instalment installment payments parts stages tranches".split())
_STREETS = frozenset(
    "street st lane ln road rd avenue ave drive way close court place square terrace boulevard blvd row crescent".split()
)
_TO_COME = frozenset((("to", "be"), ("to", "follow"), ("to", "come")))
_POLITE = frozenset(("you can", "you could", "possible", "you don't mind", "you get a chance", "you have a moment", "you get a moment",
                     "you have time", "that's ok", "that's okay", "that works", "you have a minute", "you get time", "you would",
                     "you please", "you like", "that's alright", "that's fine", "convenient", "you will", "i may", "i might"))  # fmt: skip


def read(reading: Reading, at: int) -> Claim | None:
    word, second, third = reading.low(at), reading.low(at + 1), reading.low(at + 2)
    if word in ("if", "when", "as"):
        polite = _polite(reading, at)
        if polite:
            return polite
    if word in ("if", "unless", "assuming", "contingent", "depending", "conditional", "because", "except"):
        return _to_end(reading, at)
    if word in ("tbc", "tbd", "tba") or (
        word in ("price", "amount", "cost", "rate") and (second in ("tbc", "tbd", "tba") or (second, third) in _TO_COME)
    ):
        return _to_end(reading, at)
    if word == "only" and second in ("after", "if", "when", "once", "upon"):
        return _to_end(reading, at)
    if word == "to" and second in ("his", "her", "their", "the") and third in ("card", "account", "bank", "paypal"):
        return Claim(at, at + 3, UNRESOLVED)
    if word == "on" and second == "behalf":
        return _to_end(reading, at)
    if word == "on" and second in ("account", "credit", "consignment") and reading.bounded(at + 2):
        return Claim(at, at + 2, UNRESOLVED)
    if word == "at":
        return _door(reading, at) or _usual_rate(reading, at)
    if word in ("following", "further", "after") and at == 0:
        return _preamble(reading, at)
    if word in ("with", "on") and (second, third) == ("a", "payment") and reading.low(at + 3) == "plan":
        return Claim(at, at + 4, UNRESOLVED)
    if word in ("attention", "attn", "fao") and reading.starts_part(at) and "client" in reading.owner:
        return _to_end(reading, at)
    if word == "as" and second in ("agreed", "discussed", "promised") and not reading.breaks(at + 2):
        return _to_end(reading, at)
    if word == "interest" and at + 1 < len(reading.tokens) and read_percent(reading.tokens, at + 1):
        return _to_end(reading, at)
    if word in ("provided", "providing") and (second in ("that", "the", "they", "he", "she", "it", "we", "you")):
        return _to_end(reading, at)
    if (word == "subject" and second == "to") or (word == "pending" and not reading.bounded(at + 1)):
        return _to_end(reading, at)
    if word == "when" or (word == "once" and second not in ("a", "per", "every", "upon")):
        return _to_end(reading, at) if not reading.breaks(at + 1) else None
    if word == "as" and (second, third) in (("long", "as"), ("soon", "as")):
        return _to_end(reading, at)
    if word in ("until", "till") and not reading.breaks(at + 1):
        return _to_end(reading, at)
    if word == "in" and second in ("advance", "arrears") and (reading.bounded(at + 2) or reading.low(at + 2) == "for"):
        return Claim(at, at + 2, UNRESOLVED)
    if word in ("each", "every") and second == "time":
        return _to_end(reading, at)
    if word in ("by", "in", "within") and _working_days(reading, at + 1):
        return Claim(at, _working_days(reading, at + 1), UNRESOLVED)
    if word in ("in", "over", "split", "pay", "paid", "payable", "with"):
        return _instalments(reading, at)
    if word == "first" and any(
        reading.low(spot) in ("free", "complimentary") for spot in range(at + 2, min(at + 5, reading.part_end(at)))
    ):
        return _to_end(reading, at)
    if word in ("the", "a", "and", "with", "other", "half"):
        return _balance(reading, at)
    if word in ("rest", "balance", "remainder", "remaining"):
        return _balance(reading, at)
    if word in ("late", "interest", "add", "plus", "charge", "apply"):
        return _late(reading, at)
    if word in ("due", "payable", "expires", "valid", "repeat", "repeats") and reading.starts_part(at):
        return _to_end(reading, at) if second != "diligence" and not reading.breaks(at + 1) else None
    if (
        word in ("min", "minimum", "cancellation", "notice", "deadline")
        and reading.starts_part(at)
        and reading.kind_named
    ):
        return _to_end(reading, at)
    if word == "no" and second in ("discount", "deposit", "rush", "hurry"):
        return Claim(at, at + 2, FILLER_FIELD if second in ("discount", "deposit") else UNRESOLVED)
    if word == "asap" or (word == "urgent" and reading.breaks(at + 1)):
        return Claim(at, at + 1, UNRESOLVED)
    return None


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """ "2% late fee after 30 days", "3% card surcharge", "3 instalments", "2/10 net 30" stays to others."""
    percent = read_percent(reading.tokens, at)
    if percent:
        if reading.low(at - 1) in ("a", "an", "the") and reading.low(at - 2) in ("for", "of") and not reading.bounded(percent[1]):
            return None
        start = _fee_before(reading, at, reading.low(percent[1]) in ("deducted", "withheld", "retained"))
        if start < at:
            return Claim(start, reading.part_end(at), UNRESOLVED)
        spot = percent[1]
        while spot < percent[1] + 5 and spot < len(reading.tokens) and not reading.breaks(spot):
            if reading.low(spot) in _FEES:
                return _to_end(reading, at)
            if reading.low(spot) in ("off", "discount", "deposit", "upfront", "vat", "tax", "gst", "for"):
                break
            spot += 1
        if reading.low(percent[1]) in (
            "on",
            "upon",
            "at",
            "after",
            "when",
            "before",
            "per",
            "a",
            "later",
            "now",
            "due",
            "payable",
            "today",
            "immediately",
            "more",
            "extra",
            "for",
        ):
            return _to_end(reading, at)
        if reading.low(percent[1]) == "each" or reading.bounded(percent[1]):
            return Claim(at, percent[1], UNRESOLVED)
        return _to_end(reading, at)
    if reading.tokens[at].kind == DATE:
        return Claim(at, at + 1, UNRESOLVED) if reading.low(at + 1) == "net" else None
    money = reading.sum_at(at)
    if (
        money
        and reading.low(money.end) in ("late", "overdue")
        and reading.low(money.end + 1) in ("fee", "charge", "penalty")
    ):
        return _to_end(reading, at)
    number = read_number(reading.tokens, at)
    if number and reading.low(number[1]) == "free" and reading.bounded(number[1] + 1):
        return Claim(at, number[1] + 1, UNRESOLVED)
    if number and _street(reading, at, number[1]):
        return Claim(at, _street(reading, at, number[1]), UNRESOLVED)
    if (
        number
        and reading.low(number[1]) in ("equal", "monthly", "weekly", "easy")
        and reading.low(number[1] + 1) in _PAYMENTS
    ):
        return _to_end(reading, at)
    if number and reading.low(number[1]) in _PAYMENTS - {"parts", "stages", "payments"}:
        return Claim(at, number[1] + 1, UNRESOLVED)
    if (
        number
        and reading.low(number[1]) in ("late", "overdue")
        and reading.low(number[1] + 1) in ("fee", "charge", "penalty")
    ):
        return _to_end(reading, at)
    return None


def _working_days(reading: Reading, at: int) -> int | None:
    """The token after "5 business days", which no due date counts (ruling 29)."""
    number = read_number(reading.tokens, at) if at < len(reading.tokens) else None
    if number and reading.low(number[1]) in ("business", "working") and reading.low(number[1] + 1) in ("day", "days"):
        return number[1] + 2
    return None


def _street(reading: Reading, at: int, spot: int) -> int | None:
    """The token after an address that is a part of its own: "12 Mill Lane"."""
    if not reading.starts_part(at):
        return None
    first = spot
    while spot < first + 4 and spot < len(reading.tokens) and reading.tokens[spot].capital:
        if reading.low(spot) in _STREETS and spot > first:
            return _past_town(reading, spot + 1) if reading.breaks(spot + 1) else None
        spot += 1
    return None


def _fee_before(reading: Reading, at: int, held: bool) -> int:
    """Where the part of "tip 10% not included", "cis 20% deducted" begins; `at` where no fee stands before the percentage."""
    start = at
    while reading.free(start - 1) and reading.tokens[start - 1].kind == WORD:
        start -= 1
    fees = held or any(reading.low(spot) in _FEES for spot in range(start, at))
    return start if fees and start > 0 and reading.breaks(start - 1) else at


def _usual_rate(reading: Reading, at: int) -> Claim | None:
    """ "at the usual rate": a price that the text does not tell."""
    if reading.low(at + 1) not in ("the", "my", "our", "his", "her", "their", "your"):
        return None
    end = at + 2
    while reading.low(end) in ("usual", "normal", "standard", "agreed", "same", "old", "new", "regular", "going", "hourly", "day", "daily"):
        end += 1
    said = at + 2 < end and reading.low(end) in ("rate", "rates", "price", "fee", "cost") and reading.bounded(end + 1)
    return Claim(at, end + 1, UNRESOLVED) if said and reading.low(end + 1) not in ("of", "is", ":") else None


def _preamble(reading: Reading, at: int) -> Claim | None:
    """ "Following our call, …": a first part that holds neither number nor name."""
    end = reading.part_end(at)
    plain = all(reading.tokens[spot].kind == WORD and reading.free(spot) for spot in range(at, end))
    return Claim(at, end, UNRESOLVED) if plain and end < len(reading.tokens) and reading.low(end) == "," else None


def widen_remarks(reading: Reading) -> None:
    """Give a condition the words before it in a part of its own ("extra charge if …"), any remark who says it ("he'll …")."""
    for claim in [claim for claim in reading.claims if claim.field == UNRESOLVED]:
        start = claim.start
        while reading.free(start - 1) and not reading.breaks(start - 1):
            start -= 1
        conditional = reading.low(claim.start) in CONDITIONS and any(token.kind == NUM for token in reading.tokens[:start])
        kinds = (WORD, NUM, SYM) if conditional else (WORD,)
        plain = all(reading.tokens[at].kind in kinds for at in range(start, claim.start))
        led = reading.low(start) in SUBJECTS | {"another"} or reading.low(claim.start) in CONDITIONS
        if led and plain and 0 < start < claim.start and reading.low(start - 1) in ",;.":
            reading.claims.remove(claim)
            for at in range(claim.start, claim.end):
                reading.owner[at] = None
            reading.claim(Claim(start, claim.end, UNRESOLVED))


def _door(reading: Reading, at: int) -> Claim | None:
    """ "at no 12", "at number 7": where the client lives."""
    spot = at + 2 + (reading.low(at + 2) == ".")
    if reading.low(at + 1) not in ("no", "number") or spot >= len(reading.tokens) or not reading.tokens[spot].has_digit:
        return None
    return Claim(at, spot + 1, UNRESOLVED)


def _past_town(reading: Reading, at: int) -> int:
    """The token after the capitalised parts that go on an address: ", Bath, BA1 2CD"."""
    while reading.low(at) == ",":
        end = at + 1
        while end < len(reading.tokens) and reading.free(end) and (reading.tokens[end].capital or reading.tokens[end].has_digit):
            end += 1
        if end == at + 1 or end > at + 4 or reading.low(end) != "," or not reading.tokens[at + 1].capital:
            break
        at = end
    return at


def _to_end(reading: Reading, at: int) -> Claim:
    return Claim(at, max(reading.part_end(at), at + 1), UNRESOLVED)


def _polite(reading: Reading, at: int) -> Claim | None:
    if reading.low(at) == "as" and reading.low(at + 1) == "soon":
        if reading.low(at + 2) == "as" and reading.low(at + 3) == "possible":
            return Claim(at, at + 4, UNRESOLVED)
        return None
    for size in (4, 3, 2, 1):
        words = " ".join(reading.low(at + 1 + step) for step in range(size))
        if words in _POLITE:
            end = at + 1 + size
            return Claim(at, end, FILLER_FIELD) if reading.bounded(end) or size > 1 else None
    return None


def _instalments(reading: Reading, at: int) -> Claim | None:
    spot = at + 1
    while reading.low(spot) in ("in", "into", "over", "across", "it", "this", "the", "payment"):
        spot += 1
    if spot >= len(reading.tokens):
        return None
    number = read_number(reading.tokens, spot)
    end = number[1] if number else spot
    while reading.low(end) in ("equal", "monthly", "weekly", "easy", "quarterly", "even"):
        end += 1
    if reading.low(end) in _PAYMENTS and (number or reading.low(end)[:4] == "inst"):
        return _to_end(reading, at) if reading.low(end + 1) == "of" else Claim(at, end + 1, UNRESOLVED)
    if reading.low(at) == "split":
        return _to_end(reading, at)
    if (
        number
        and reading.low(at) == "over"
        and read_span(reading.tokens, spot)
        and reading.low(at - 1) in ("spread", "split", "paid")
    ):
        return Claim(at, read_span(reading.tokens, spot).end, UNRESOLVED)
    return None


def _balance(reading: Reading, at: int) -> Claim | None:
    """ "(the) rest/balance on completion", "half on delivery"."""
    spot = at
    while reading.low(spot) in ("the", "a", "and", "with", "other") and spot < at + 4:
        spot += 1
    word = reading.low(spot)
    start = at + 1 if reading.low(at) in ("and", "with") else at
    if word in ("rest", "balance", "remainder", "remaining"):
        after = reading.low(spot + 1)
        asked = reading.sum_at(spot + 1 + (after == "of"))
        if asked and reading.low(asked.end) == "for" and not any(token.kind == NUM for token in reading.tokens[:at]):
            return Claim(start, spot + 1 + (after == "of"), UNRESOLVED)
        if word == "balance" and after not in (
            "on",
            "upon",
            "due",
            "at",
            "after",
            "when",
            "in",
            "before",
            "by",
            "to",
            "payable",
            "later",
            "of",
        ):
            return None
        if word == "rest" and after not in (
            "on",
            "upon",
            "due",
            "at",
            "after",
            "when",
            "in",
            "later",
            "next",
            "tomorrow",
            "is",
            "to",
            "by",
            "payable",
            "once",
            "before",
        ):
            return None
        return Claim(start, reading.part_end(spot), UNRESOLVED)
    if word == "half" and reading.low(spot + 1) in ("is", "was", "has", "already", "due", "payable", "before", "paid") and reading.starts_part(spot):
        return Claim(start, reading.part_end(spot), UNRESOLVED)
    if (
        word == "half"
        and reading.low(spot + 1) in ("on", "upon", "at", "after", "when", "later", "now")
        and start == spot
    ) or (word == "half" and reading.low(at) == "other"):
        return Claim(start, reading.part_end(spot), UNRESOLVED)
    if reading.low(at) == "and":
        return None
    if reading.low(at) in ("a", "the") and reading.low(at + 1) in ("late", "surcharge"):
        return _late(reading, at + 1) and _to_end(reading, at)
    return None


def _late(reading: Reading, at: int) -> Claim | None:
    word, second = reading.low(at), reading.low(at + 1)
    if word == "late" and second in ("fee", "fees", "payment", "payments", "charge", "charges", "penalty", "interest"):
        return _to_end(reading, at)
    if word == "interest" and second in ("at", "of", "on", "will", "charged", "is", "accrues"):
        return _to_end(reading, at)
    if word in ("add", "plus", "charge", "apply"):
        spot = at + 1
        while reading.low(spot) in ("a", "an", "the"):
            spot += 1
        if spot < len(reading.tokens) and read_percent(reading.tokens, spot):
            inner = read_numeric(reading, spot)
            if inner and inner.field == UNRESOLVED:
                return Claim(at, inner.end, UNRESOLVED)
    return None
