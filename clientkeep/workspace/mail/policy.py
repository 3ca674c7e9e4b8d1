"""How headers are folded: the standard library would encode a long Message-ID or address, which nobody can read then."""

from email.policy import SMTP, EmailPolicy
from typing import Any

# Headers made of words in angle brackets: folded between them, never inside one (RFC 5322, 2.2.3 and 3.6.4).
_WHOLE = frozenset({"references", "in-reply-to", "list-unsubscribe"})


class LetterPolicy(EmailPolicy):
    """The rules of SMTP, with Message-IDs and links kept whole."""

    def fold(self, name: str, value: Any) -> str:
        return _between_words(name, value) if name.lower() in _WHOLE else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return _between_words(name, value).encode("ascii") if name.lower() in _WHOLE else super().fold_binary(name, value)


POLICY = LetterPolicy(**{key: getattr(SMTP, key) for key in ("linesep", "max_line_length", "cte_type", "raise_on_defect")})


def _between_words(name: str, value: Any) -> str:
    return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"
