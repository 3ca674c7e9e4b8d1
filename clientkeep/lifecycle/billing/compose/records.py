"""Names on record: how a name in the text fits one of them (ruling 4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from .lexer import PUNCT, Token, lex

_COMMON = frozenset("the and of a an for to at in on by my our".split())


class Records:
    """The firm's clients, searchable by runs of whole words."""

    def __init__(self, names: Sequence[str]):
        self.names: list[tuple[str, tuple[str, ...]]] = []
        self._first: dict[str, list[int]] = {}
        for name in names:
            words = _words_of(name)
            if words:
                self.names.append((name, words))
                self._first.setdefault(words[0], []).append(len(self.names) - 1)

    def full_match(self, folded: Sequence[tuple[str, int]], at: int) -> tuple[str, int] | None:
        """The longest whole name that begins with the folded word `at`: the record and the words it takes."""
        best: tuple[str, int] | None = None
        for index in self._first.get(folded[at][0], ()):
            name, words = self.names[index]
            size = len(words)
            if best and size <= best[1]:
                continue
            if tuple(word for word, _ in folded[at : at + size - 1]) == words[:-1]:
                last = folded[at + size - 1][0] if at + size - 1 < len(folded) else ""
                if last == words[-1] or (last == f"{words[-1]}s" and folded[at + size - 1][1] < 0):
                    best = (name, size)
        return best

    def fits(self, written: Sequence[str]) -> list[str]:
        """The records in which these folded words are an unbroken run; an equal name stands alone."""
        wanted = tuple(written)
        equal = [name for name, words in self.names if words == wanted]
        if equal:
            return equal[:1]
        if not wanted or all(word in _COMMON for word in wanted):
            return []
        return [name for name, words in self.names if _has_run(words, wanted)]

    def resolve(self, written: str) -> str | None:
        """The one record that a written name means, or None where none or several fit."""
        words = _words_of(written)
        for tried in (words, words[1:] if words[:1] == ("the",) else (), ("the", *words)):
            found = self.fits(tried) if tried else []
            if len(found) == 1:
                return found[0]
            if found:
                return None
        return None


def folded_words(tokens: Sequence[Token]) -> list[tuple[str, int]]:
    """The text's words as records are compared: accents, case and punctuation gone, "&" as "and", with places."""
    folded = []
    for at, token in enumerate(tokens):
        if token.kind == PUNCT and token.text != "&":
            continue
        for part in token.text.split("-") if "-" in token.text else (token.text,):
            word = fold(part)
            if word:
                folded.append((word, at))
    return folded


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """One word without accents, case and punctuation; "&" is "and"."""
    if word == "&":
        return "and"
    if word.isascii():
        return "".join(letter for letter in word.lower() if letter.isalnum())
    flat = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in flat if letter.isalnum() and not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(word for word, _ in folded_words(lex(name[:400])))


def _has_run(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    size = len(run)
    return any(words[at : at + size] == run for at in range(len(words) - size + 1))
