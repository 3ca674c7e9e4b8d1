"""A recap's digest and its draft. Plain Python."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Line:
    """One promise as a recap says it."""

    who: str
    what: str
    due_on: dt.date | None


def digest_of(text: str) -> str:
    """The SHA-256 of the exact text as UTF-8, in hexadecimal: `printf %s "$text" | sha256sum` gives the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def day_words(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def draft(
    talk: str, day: dt.date, decisions: Sequence[str], ours: Sequence[Line], theirs: Sequence[Line], next_step: str, firm: str, sender: str,
    also: Sequence[tuple[str, Sequence[str]]] = (),
) -> str:  # fmt: skip
    """Return the first text of a recap, from what was logged alone. `talk` is "call" or "meeting"; `also`: sections of their own."""
    parts = [f"Thank you for the {talk} on {day_words(day)}. This is what we took from it."]
    parts += _section("What was decided", [f"- {each}" for each in decisions])
    parts += _section("What we do", [_line(each) for each in ours])
    parts += _section("What you do", [_line(each) for each in theirs])
    for title, lines in also:
        parts += _section(title, [f"- {each}" for each in lines])
    parts += _section("What comes next", [f"- {next_step}"] if next_step else [])
    if len(parts) == 1:
        parts.append("- ")
    return "\n\n".join([*parts, f"Is this what you took from it, too?\n\n{sender}\n{firm}"])


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["\n".join([f"{title}:", *lines])] if lines else []


def _line(line: Line) -> str:
    until = f"by {day_words(line.due_on)}" if line.due_on else "no day agreed yet"
    return f"- {line.who}: {line.what}, {until}"
