"""The line as tokens with their places: words, numbers, clock times, dates, marks, line breaks."""

import re
import unicodedata

WORD, NUM, CLOCK, DATE, NL, PUNCT = "word", "num", "clock", "date", "nl", "punct"

_TOKEN = re.compile(
    r"""
    (?P<space>[^\S\n\r]+)
  | (?P<nl>[\r\n]+)
  | (?P<date>\d{4}-\d{2}-\d{2}(?![\w-]) | \d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?(?![\w/]) | \d{1,2}\.\d{1,2}\.\d{4}(?![\w.]))
  | (?P<clock>\d{1,2}:[0-5]\d(?:\s?[ap]\.?m\b)?(?!\d) | \d{1,2}\.[0-5]\d\s?[ap]m\b | \d{1,2}\s?[ap]m\b)
  | (?P<num>\d+(?:,\d{3})+(?!\d) | \d+(?:[.,]\d+)?)
  | (?P<word>[^\W\d_]\w*(?:['’./-][^\W_]\w*)*)
  | (?P<punct>.)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GLUED_PRONOUN = re.compile(r"(i|we|they|he|she|you|it|who|that)'(ll|m|re|ve|d|s)$")


class Token:
    """One token: kind, text as written, folded text, and its place in code points."""

    __slots__ = ("end", "kind", "low", "start", "text")

    def __init__(self, kind: str, text: str, start: int) -> None:
        self.kind = kind
        self.text = text
        self.low = "and" if text == "&" else fold(text)
        self.start = start
        self.end = start + len(text)

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text!r}"

    @property
    def capital(self) -> bool:
        return self.kind == WORD and self.text[0].isupper()


def fold(text: str) -> str:
    """Lower case without accents, with one kind of apostrophe."""
    if text.isascii():
        return text.lower()
    text = text.replace("’", "'").replace("ß", "ss")
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)).casefold()


def lex(text: str) -> list[Token]:
    """Cut a line into tokens; spaces are left out, everything else has its token. "I'll" becomes "I" and "'ll"."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        kind, piece, start = found.lastgroup, found.group(), found.start()
        if kind == "space":
            continue
        if kind == WORD and (glued := _GLUED_PRONOUN.match(fold(piece))):
            cut = len(glued.group(1))
            tokens += [Token(WORD, piece[:cut], start), Token(WORD, piece[cut:], start + cut)]
        else:
            tokens.append(Token(kind, piece, start))
    return tokens


class Tokens(list):
    """A line's tokens; beyond its ends there is only silence."""

    def low(self, at: int) -> str:
        return self[at].low if 0 <= at < len(self) else ""

    def kind(self, at: int) -> str:
        return self[at].kind if 0 <= at < len(self) else NL

    def says(self, at: int, *words: str) -> bool:
        """Whether exactly these words stand at `at`."""
        return all(self.low(at + step) == word for step, word in enumerate(words))

    def glued(self, at: int) -> bool:
        """Whether the token at `at` stands right behind the one before, without a space."""
        return 0 < at < len(self) and self[at - 1].end == self[at].start
