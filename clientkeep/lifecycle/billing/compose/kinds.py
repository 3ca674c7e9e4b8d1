"""Which document the text asks for: the word that commands it (ruling 1)."""

from __future__ import annotations

from .lexer import NL, NUM, PUNCT, SYM, WORD
from .reading import FILLER_FIELD, Claim, Reading
from .vocabulary import FILLER, GREETINGS, RECEIVED, REQUEST_VERBS

_WORDS = {
    "invoice": "invoice", "invoices": "invoice", "inv": "invoice", "invoicing": "invoice", "bill": "invoice",
    "billing": "invoice", "charge": "invoice", "charging": "invoice", "quote": "quote", "quotes": "quote",
    "quotation": "quote", "proposal": "quote", "quoting": "quote", "estimate": "estimate", "est": "estimate",
    "estimates": "estimate", "estimating": "estimate", "receipt": "receipt", "rcpt": "receipt", "receipts": "receipt",
    "refund": "credit_note", "refunds": "credit_note", "refunding": "credit_note", "credit": "credit_note",
    "crediting": "credit_note", "re-invoice": "invoice", "e-invoice": "invoice", "rebill": "invoice",
    "proforma": "invoice", "pro-forma": "invoice", "qt": "quote", "qte": "quote", "cn": "credit_note",
}  # fmt: skip
VERBS = frozenset("est qt qte cn rcpt invoice inv bill charge quote refund credit estimate receipt invoicing billing charging quoting "
                  "refunding crediting estimating rebill".split())  # fmt: skip
_SHORT = frozenset(("est", "qt", "qte", "cn"))
_ONLY_COMMANDS = frozenset("charge charging billing inv rebill".split()) | _SHORT
_NOT_AFTER_CREDIT = frozenset("card cards terms control union check checks score cards' report".split())
_PEOPLE_DO = frozenset("paid pays has owes owed sent gave wants needs is called would asked settled just already "
                       "wrote transferred and".split())  # fmt: skip
_BEFORE_A_NAME = frozenset(
    "to for from by hi hello hey dear send give with and morning thanks mr uncle pay from".split()
)
_REPEATING = frozenset(("monthly", "weekly", "quarterly", "yearly", "annual", "fortnightly", "biweekly"))
_PASSING = frozenset(
    FILLER | _REPEATING | REQUEST_VERBS | GREETINGS | {",", "-", "–", "—", "mind", "'", "(", '"'}
) - frozenset(("due", "credit", "from", "by", "paid"))
_AFTER_NOUN = frozenset("for to from at of - – — , : . ; with , on please valid expires good worth covering total against dated in and ( # no number net due "
                        "is as by via".split())  # fmt: skip
_WISHES = frozenset(("wants", "want", "wanted", "needs", "need", "needed", "asked", "asks"))
_MEANS = frozenset(("check", "cheque", "payment", "transfer", "wire"))
_NOT_YET_PAID = frozenset("be get if when once not hasn't haven't until unless being isn't wasn't gets to never unpaid "
                          "after before will".split())  # fmt: skip


def find_kind(reading: Reading) -> None:
    """Set the reading's kind and take the words that name it."""
    found = _commanding(reading) or _standing(reading)
    if found:
        start, end, kind = found
        reading.kind, reading.kind_named, reading.kind_span = kind, True, (start, end)
        reading.claim(Claim(start, end, "kind", kind))
        _claim_asking(reading, start)
        _claim_own_number(reading, start, end)
    elif _says_paid(reading):
        reading.kind, reading.kind_named = "receipt", True


def _claim_asking(reading: Reading, kind_at: int) -> None:
    """Take "Could you please draw up a new …" before the kind word: asking says nothing about the document."""
    start = stop = kind_at
    while (
        start > 0 and reading.free(start - 1) and reading.low(start - 1) in _PASSING and not reading.breaks(start - 1)
    ):
        word = reading.tokens[start - 1]
        if word.low in _REPEATING:
            if start < stop:
                reading.claim(Claim(start, stop, FILLER_FIELD))
            stop = start = start - 1
            continue
        if word.low in _WISHES and _wished_by_somebody(reading, start - 1):
            break
        if word.kind != WORD or (word.capital and start > 1 and not reading.breaks(start - 2) and word.low in _WORDS):
            break
        start -= 1
    if start < stop:
        reading.claim(Claim(start, stop, FILLER_FIELD))


def _wished_by_somebody(reading: Reading, at: int) -> bool:
    """Whether a name stands before the verb: "Marco (has) asked for", not "I need"."""
    while reading.low(at - 1) in ("has", "have", "just", "also", "now"):
        at -= 1
    return at > 0 and reading.tokens[at - 1].kind == WORD and reading.low(at - 1) not in FILLER


def _claim_own_number(reading: Reading, start: int, at: int) -> None:
    """ "Receipt no. 88", "Invoice #1043", "Invoice INV-2041": the code right behind the kind word is the reference."""
    spot = at
    while reading.low(spot) in ("no", "#", "number", "nr", ".") and not reading.breaks(spot) and spot < at + 3:
        spot += 1
    if spot >= len(reading.tokens) or not reading.tokens[spot].has_digit or not reading.free(spot):
        return
    token = reading.tokens[spot]
    if spot > at and token.kind == NUM and token.text.isdigit():
        reading.claim(Claim(at, spot + 1, "reference", f"{reading.tokens[start].low} {token.text}"))
    elif (
        token.kind == WORD
        and "-" in token.text
        and token.text[0].isalpha()
        and token.text[-1].isdigit()
        and token.text.upper() == token.text
    ):
        reading.claim(Claim(at, spot + 1, "reference", token.text))


def kind_word(reading: Reading, at: int) -> tuple[str, int] | None:
    """The kind that the words at `at` name, whatever their part in the sentence, and the token after them."""
    token = reading.tokens[at]
    kind = _WORDS.get(token.low) if token.kind == WORD else None
    if not kind:
        return None
    follows = reading.low(at + 1)
    if token.low == "credit":
        if follows in ("note", "notes", "memo", "memos"):
            return kind, at + 2
        if follows in _NOT_AFTER_CREDIT:
            return None
    if token.low == "est" and follows == "." and reading.tokens[at + 1].start == token.end:
        return kind, at + 2
    if (token.low, follows) in (("proposal", "document"), ("proforma", "invoice"), ("pro-forma", "invoice")):
        return kind, at + 2
    return kind, at + 1


def _commanding(reading: Reading) -> tuple[int, int, str] | None:
    """The first kind word that stands where an order stands: at a beginning, after asking words only."""
    commands = True
    for at, token in enumerate(reading.tokens):
        if reading.owner[at] is not None:
            commands = False
            continue
        if token.kind == NL or (reading.breaks(at) and token.text != ")") or token.text in ":)":
            commands = True
            continue
        if not commands:
            continue
        found = kind_word(reading, at)
        if (
            found
            and not _is_person(reading, at)
            and not _is_label(reading, at, found[1])
            and (token.low not in _SHORT or found[1] == at + 2 or reading.low(at + 1) in ("for", ":") or _opens_shorthand(reading, at))
        ):
            return at, found[1], found[0]
        commands = token.low in _PASSING or token.kind == PUNCT or (found is not None and token.low == "bill")
    return None


def _opens_shorthand(reading: Reading, at: int) -> bool:
    """ "est lia 3 days @ 300": the short word in lower case at the very beginning, a word behind it."""
    return at == 0 and reading.tokens[0].text in _SHORT and len(reading.tokens) > 1 and reading.tokens[1].kind == WORD


def _standing(reading: Reading) -> tuple[int, int, str] | None:
    """A kind word elsewhere that is a noun of its own: "an invoice for", "…, quote"."""
    for at in range(len(reading.tokens)):
        found = kind_word(reading, at) if reading.owner[at] is None else None
        if not found or reading.tokens[at].low in _ONLY_COMMANDS or _is_person(reading, at):
            continue
        kind, end = found
        ends = end >= len(reading.tokens) or reading.tokens[end].kind == NL or reading.low(end) in _AFTER_NOUN
        if not ends or (reading.low(at - 1) == "for" and _is_code(reading, end)):
            continue
        before = reading.low(at - 1)
        plain_noun = (
            end - at == 2
            or reading.tokens[at].low != "credit"
            or before in ("a", "an", "the")
            or _after_sum(reading, at)
        )
        given = before in ("his", "her", "their") and _given(reading, at)
        if plain_noun and (given or before not in ("per", "our", "your", "their", "his", "my", "of")):
            return at, end, kind
    return None


def _given(reading: Reading, at: int) -> bool:
    """Whether the document is given to somebody: "send gary his invoice"."""
    return any(reading.low(spot) in ("send", "give", "get", "make", "do", "email") for spot in range(max(at - 5, 0), at - 2))


def _after_sum(reading: Reading, at: int) -> bool:
    return at > 0 and reading.tokens[at - 1].kind in (NUM, SYM)


def _is_person(reading: Reading, at: int) -> bool:
    """Whether "Bill" is a man here."""
    token = reading.tokens[at]
    if token.text != "Bill":
        return False
    before = reading.low(at - 1)
    named = at + 1 < len(reading.tokens) and reading.tokens[at + 1].capital
    if at > 0 and (before in _BEFORE_A_NAME or (named and before in ("make", "do", "write", "draft", "get"))):
        return True
    if reading.low(at + 1) in ("a", "an") and at > 0:
        return True
    spot = at + 1
    while spot < len(reading.tokens) and reading.tokens[spot].capital and spot < at + 4:
        spot += 1
    return reading.low(spot) in _PEOPLE_DO - {"and"} and spot <= at + 3


def _is_label(reading: Reading, at: int, end: int) -> bool:
    """ "Invoice date: …" names a date; "invoice" in "bill to:" stays a kind."""
    return (
        reading.low(end) in ("date", "number")
        and reading.low(end + 1) == ":"
        and reading.low(at) == "invoice"
        and at > 0
    )


def _is_code(reading: Reading, at: int) -> bool:
    return at < len(reading.tokens) and (reading.tokens[at].has_digit or reading.low(at) in ("#", "no", "number"))


def _says_paid(reading: Reading) -> bool:
    for at, token in enumerate(reading.tokens):
        if reading.owner[at] is not None or token.kind != WORD:
            continue
        if (
            token.low in ("paid", "prepaid", "settled", "transferred")
            and reading.low(at - 1) not in _NOT_YET_PAID
            and (token.low == "paid" or reading.sum_at(at + 1))
        ):
            return True
        if token.low in RECEIVED and reading.low(at - 1) not in (
            "not",
            "be",
            "been",
            "when",
            "if",
            "once",
            "haven't",
            "hasn't",
        ):
            return True
        if (
            token.low in ("got", "had")
            and reading.low(at + 1) in ("a", "the", "her", "his", "their")
            and reading.low(at + 2) in _MEANS
        ):
            return True
        if (
            token.low in ("sent", "gave", "handed", "wired")
            and reading.low(at + 1) in ("me", "us")
            and reading.sum_at(at + 2)
        ):
            return True
        if token.low == "settled" and reading.low(at + 1) in (
            "invoice",
            "the",
            "their",
            "his",
            "her",
            "up",
            "in",
            "by",
        ):
            return reading.low(at - 1) not in _NOT_YET_PAID
        if (
            token.low in ("got", "collected", "took")
            and reading.low(at + 1) != "paid"
            and _sum_soon(reading, at + 1)
            and "from" in (later.low for later in reading.tokens[at:])
        ):
            return True
        if token.low == "payment" and reading.low(at + 1) in ("of", "from", "received"):
            return True
    return False


def _sum_soon(reading: Reading, at: int) -> bool:
    return any(reading.sum_at(spot) for spot in range(at, min(at + 3, len(reading.tokens))))
