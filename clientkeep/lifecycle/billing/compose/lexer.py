"""The text as tokens with their places: words, numbers, symbols, dates, e-mails, breaks of sentence and line."""

from __future__ import annotations

import re
from decimal import Decimal

from clientkeep.foundation.currencies import DECIMALS

from .typos import TYPOS
from .vocabulary import ABBREVIATIONS, CODES_THAT_ARE_WORDS, CURRENCY_WORDS, GLUED_RATES, NUMBER_SUFFIXES

WORD, NUM, SYM, PCT, EMAIL, DATE, DURATION, NL, PUNCT = (
    "word", "num", "sym", "pct", "email", "date", "duration", "nl", "punct",
)  # fmt: skip
LONGEST_NUMBER = 18

_MASTER = re.compile(
    r"""
    (?P<space>[^\S\n\r]+)
  | (?P<nl>(?:\r?\n|\r)+)
  | (?P<email>[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})
  | (?P<date>\d{4}-\d{2}-\d{2}(?![\w-]) | \d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?(?![\w/])
      | \d{1,2}(?P<sep>[.-])\d{1,2}(?P=sep)\d{4}(?![\w-]))
  | (?P<duration>\d{1,3}h\d{2}(?:m|min)?(?!\w) | \d{1,2}:[0-5]\d(?=\s?(?:hours|hour|hrs|hr|h)\b))
  | (?P<size>\d+(?:\.\d+)?\s?[x×]\s?\d+(?:\.\d+)?\s?(?:ft|feet|cm|mm|m|in|inch|inches|px)\b)
  | (?P<clock>\d{1,2}:\d{2}(?:\s?[ap]m)?(?!\w))
  | (?P<euro>\d{1,3}(?:\.\d{3})+,\d{2}(?!\d) | \d{1,3}(?:\.\d{3}){2,}(?![\d.]) | \d{1,3},\d{1,2}(?![\d,]))
  | (?P<num>(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)|\d{1,3}(?:['’]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)
  | (?P<vulgar>[½¼¾⅓⅔])
  | (?P<sym>(?<!\w)(?:S/\.?|(?-i:RM|Rs|Rp|SFr|KSh|Ksh|Fr(?=\.))\.?)(?=\s?\d) | (?:MX|NT|N|US|CA|AU|NZ|HK|C|A|S|R)\$(?=\s?[\d.]) | [$£€¥₹₩₦₪₫₱₺฿₴₽￥￡])
  | (?P<pct>%)
  | (?P<word>[^\W\d_]\w*(?:['’&/.-][^\W_]\w*)*)
  | (?P<punct>.)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TAIL = re.compile(r"[^\W\d_]+\d*\w*(?:-\w+(?:\.\d+\w*)?)*|(?:[-–](?=[\d$£€])\d\w*(?:\.\d+k?)?|-\w+)+")
_GLUED_WORDS = frozenset(("for", "of", "to", "and", "per", "each", "total", "plus", "at", "on", "in", "with", "a"))
_RAND = re.compile(r"(?<!\w)R(?=\s?\d)")
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667"}


class Token:
    """One token: its kind, text as written, folded text, place in code points, and number where it is one."""

    __slots__ = ("end", "kind", "low", "start", "text", "value")

    def __init__(self, kind: str, text: str, start: int, value: Decimal | None = None):
        self.kind = kind
        self.text = text
        self.low = text.lower().replace("’", "'")
        self.start = start
        self.end = start + len(text)
        self.value = value

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text!r}"

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter or is a mark made of digits, as names do."""
        if self.kind != WORD:
            return False
        return not self.text[0].islower() or (self.text[1:2] in "'’" and self.text[2:3].isupper())

    @property
    def has_digit(self) -> bool:
        return any(letter.isdigit() for letter in self.text)


def lex(text: str, rand: bool = False) -> list[Token]:
    """Cut the text into tokens; spaces are left out, everything else has its token. With `rand`, "R450" is money."""
    tokens: list[Token] = []
    at, length, shouted = 0, len(text), text == text.upper()
    match = _MASTER.match
    while at < length:
        if rand and _RAND.match(text, at):
            tokens.append(Token(SYM, "R", at))
            at += 1
            continue
        found = match(text, at)
        kind = found.lastgroup if found.lastgroup != "sep" else "date"
        piece = found.group()
        if kind == "space":
            at = found.end()
            continue
        if kind == "num":
            at = _number(text, found, tokens, shouted)
            continue
        if kind == "word":
            at = _word(text, found, tokens)
            continue
        if kind in ("clock", "size"):
            tokens.append(Token(WORD, piece, at))
        elif kind == "euro":
            tokens.append(Token(NUM, piece, at, Decimal(piece.replace(".", "").replace(",", "."))))
        elif kind == "vulgar":
            tokens.append(Token(NUM, piece, at, Decimal(_VULGAR[piece])))
        else:
            tokens.append(Token(kind, piece, at))
        at = found.end()
    for token in tokens:
        if token.kind == WORD and (token is tokens[0] or not token.capital):
            token.low = TYPOS.get(token.low, token.low)
    return _grouped(text, tokens)


def _grouped(text: str, tokens: list[Token]) -> list[Token]:
    """Thousands set apart by a space, where a currency's letters stand beside them: "NOK 18 000", "12 500 kr"."""
    at = 0
    while at + 1 < len(tokens):
        first, second = tokens[at], tokens[at + 1]
        if first.kind == NUM and second.kind == NUM and _is_group(first, second) and _beside_currency(tokens, at):
            written = text[first.start : second.end]
            value = Decimal("".join(written.split()).replace(",", "."))
            tokens[at : at + 2] = [Token(NUM, written, first.start, value)]
        else:
            at += 1
    return tokens


def _is_group(first: Token, second: Token) -> bool:
    digits, *decimals = re.split("[.,]", second.text)
    spaced = second.start == first.end + 1
    return (
        spaced
        and len(digits) == 3
        and digits.isdigit()
        and first.text.replace(" ", "").replace("\u00a0", "").isdigit()
        and len(first.text) <= 11
        and not (decimals and len(decimals[0]) == 3 and "," in second.text)
    )


def _beside_currency(tokens: list[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    after = tokens[at + 2] if at + 2 < len(tokens) else None
    if (
        before is not None
        and before.kind == SYM
        and (after is None or after.kind != WORD or after.low in ("for", "plus", "and"))
    ):
        return True
    if before is not None and (
        before.low in CURRENCY_WORDS
        or (before.text.upper() in DECIMALS and before.text.isupper()) or before.text in ("€", "₹", "₩", "¥")
    ):
        return True
    return after is not None and (
        after.text in DECIMALS or after.text == "€" or after.low in CURRENCY_WORDS
    )


def _word(text: str, found: re.Match[str], tokens: list[Token]) -> int:
    """A word; a sentence that begins without a space after a full stop is cut from the one before."""
    piece, start = found.group(), found.start()
    if len(piece) > 3 and piece[3].isdigit() and piece[:3] in DECIMALS and piece[:3] not in CODES_THAT_ARE_WORDS:
        tokens.append(Token(WORD, piece[:3], start))
        return start + 3
    if len(piece) > 1 and piece[0] == "x" and piece[1:].isdigit() and len(piece) < 6:
        tokens.append(Token(WORD, "x", start))
        return start + 1
    dot = piece.find(".")
    while 0 < dot < len(piece) - 1:
        if dot >= 3 and piece[dot - 1].islower() and piece[dot + 1].isupper():
            piece = piece[:dot]
            break
        dot = piece.find(".", dot + 1)
    tokens.append(Token(WORD, piece, start))
    return start + len(piece)


def _number(text: str, found: re.Match[str], tokens: list[Token], shouted: bool) -> int:
    """A number with what is glued to it: 2.4k, 3rd, 2.5h, 3x40; anything else glued makes a word (3M, 4x4, 2B)."""
    start, end = found.span()
    piece = found.group()
    tail = _TAIL.match(text, end)
    glued = tail.group() if tail and tail.group()[0] not in _VULGAR else ""
    if len(piece) > LONGEST_NUMBER:
        stop = tail.end() if tail else end
        tokens.append(Token(WORD, text[start:stop], start))
        return stop
    value = Decimal(piece.replace(",", "").replace("'", "").replace("’", ""))
    if text[end : end + 2] in (",-", ".-", ",–", ".–") and not text[end + 2 : end + 3].isalnum():
        tokens.append(Token(NUM, text[start : end + 2], start, value))
        return end + 2
    if not glued:
        tokens.append(Token(NUM, piece, start, value))
        return end
    low = glued.lower()
    after_symbol = bool(tokens) and tokens[-1].kind == SYM
    if low == "k" or (after_symbol and low in ("m", "mn", "mm")):
        scale = 1000 if low == "k" else 1_000_000
        tokens.append(Token(NUM, text[start : tail.end()], start, (value * scale).normalize() + 0))
        return tail.end()
    if after_symbol and (low in _GLUED_WORDS or low in GLUED_RATES):
        tokens.append(Token(NUM, piece, start, value))
        return end
    if low in ("st", "nd", "rd", "th"):
        token = Token(NUM, text[start : tail.end()], start, value)
        tokens.append(token)
        return tail.end()
    letters = low.rstrip("0123456789")
    known = letters in NUMBER_SUFFIXES and (len(letters) > 1 or glued[0].islower() or letters == "x" or shouted)
    if known and letters == "x" and low != "x":
        tokens += [Token(NUM, piece, start, value), Token(WORD, glued[0], end)]
        return end + 1
    if known and letters == low:
        tokens.append(Token(NUM, piece, start, value))
        return end
    if glued[:3].isupper() and low[:3] in NUMBER_SUFFIXES and len(low) == 3:
        tokens.append(Token(NUM, piece, start, value))
        return end
    tokens.append(Token(WORD, text[start : tail.end()], start))
    return tail.end()


def is_ordinal(token: Token) -> bool:
    return token.kind == NUM and token.low[-2:] in ("st", "nd", "rd", "th")


_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")


def ends_sentence(tokens: list[Token], at: int) -> bool:
    """Whether the full stop at `at` ends a sentence rather than an abbreviation."""
    if at == 0:
        return True
    before = tokens[at - 1]
    if before.end != tokens[at].start or before.kind != WORD:
        return True
    initial = len(before.text) == 1 and (before.text.isupper() or (at > 1 and tokens[at - 2].kind == WORD))
    initial = initial or (_INITIALS.fullmatch(before.text) is not None and at + 1 < len(tokens))
    return not (before.low in ABBREVIATIONS or initial)
