"""How headers are folded: the standard library would encode a long Message-ID or address, which nobody can read then.

It would also fold a subject so that it begins with a space, or loses one between two encoded words.
"""

import textwrap
from collections.abc import Callable
from email.header import Header
from email.policy import SMTP, EmailPolicy
from typing import Any

_LONGEST_WORD = 66
# Headers made of words in angle brackets: folded between them, never inside one (RFC 5322, 2.2.3 and 3.6.4).
_WHOLE = frozenset({"references", "in-reply-to", "list-unsubscribe"})


class LetterPolicy(EmailPolicy):
    """The rules of SMTP, with Message-IDs and links kept whole, and subjects as they were written."""

    def fold(self, name: str, value: Any) -> str:
        own = _own_way(name)
        return own(name, value) if own else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        own = _own_way(name)
        return own(name, value).encode("ascii") if own else super().fold_binary(name, value)


POLICY = LetterPolicy(**{key: getattr(SMTP, key) for key in ("linesep", "max_line_length", "cte_type", "raise_on_defect")})


def _own_way(name: str) -> Callable[[str, Any], str] | None:
    if name.lower() == "subject":
        return _subject
    return _between_words if name.lower() in _WHOLE else None


def _subject(name: str, value: Any) -> str:
    text, words = str(value), str(value).split()
    # Plain words are folded between them; what is not plain is encoded as a whole, since spaces beside encoded words do not count.
    if text.isascii() and "=?" not in text and text == " ".join(words) and all(len(word) <= _LONGEST_WORD for word in words):
        lines = textwrap.wrap(text, _LONGEST_WORD, break_long_words=False, break_on_hyphens=False)
        return f"{name}: " + "\r\n ".join(lines) + "\r\n"
    return f"{name}: " + Header(text, "utf-8", header_name=name).encode(linesep="\r\n") + "\r\n"


def _between_words(name: str, value: Any) -> str:
    return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"
