"""Placeholders: names in braces, filled by plain substitution. What a value says is never read again.

A letter is filled twice: with its values when it is written, and with its link when it leaves. So that a
value which happens to say "{link}" stays those six signs, it is kept as "{{link}}" in between.
"""

import re
from collections.abc import Callable, Mapping

_NAMES = re.compile(r"\{(\w+)\}")
# What is filled only when the letter leaves.
WHEN_LEAVING = ("link", "code")
_LATE = re.compile(r"\{\{(link|code)\}\}|\{(link|code)\}")


def names_in(text: str) -> list[str]:
    """Return the names in braces in the order in which they appear, each once."""
    return list(dict.fromkeys(_NAMES.findall(text)))


def fill(text: str, values: Mapping[str, str], late: bool = True) -> str:
    """Put values into the text in one pass. A line whose every placeholder is empty is left out.

    `late` says that the text is filled a second time when the letter leaves.
    """
    keep = kept_literal if late else str
    lines = [line for line in text.split("\n") if not _is_void(line, values)]
    return _NAMES.sub(lambda found: _value(found, values, keep), "\n".join(lines))


def kept_literal(value: str) -> str:
    """Return a value so that the second filling leaves its braces alone."""
    return re.sub(r"\{(link|code)\}", r"{{\1}}", value)


def fill_when_leaving(text: str, values: Mapping[str, str]) -> str:
    """Put the link and the code in; the second and last filling."""
    return _LATE.sub(lambda found: f"{{{found[1]}}}" if found[1] else values.get(found[2], found[0]), text)


def _is_void(line: str, values: Mapping[str, str]) -> bool:
    names = [name for name in _NAMES.findall(line) if name in values]
    return bool(names) and not any(values[name] for name in names)


def _value(found: re.Match, values: Mapping[str, str], keep: Callable[[str], str]) -> str:
    return keep(str(values[found[1]])) if found[1] in values else found[0]
