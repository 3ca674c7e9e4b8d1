"""The digest of an expectations letter, and its first text. Plain Python."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_OPEN = re.compile(r"(?:- *)?\([^()]*\)")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Known:
    """What the record knows. `hours` are the working hours of each weekday as they are typed, empty for a free day."""

    firm: str
    client: str
    first_name: str
    sender: str
    steps: Sequence[str] = ()
    deliverables: Sequence[str] = ()
    channel: str = ""
    hours: Sequence[str] = ()
    answers: str = ""
    meetings: Sequence[str] = ()
    needs: Sequence[str] = field(default=())


def digest_of(text: str) -> str:
    """The SHA-256 of the exact text as UTF-8, in hexadecimal: `printf %s "$text" | sha256sum` gives the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def draft(known: Known) -> str:
    """Return the first text of a letter: what the record knows, and a line to be filled where it knows nothing."""
    parts = [
        f"Hello {known.first_name},\n\nso that we both know what to expect, here is how {known.firm} works with {known.client}.",
        _section("How it goes", known.steps, "what happens first, and who decides"),
        _section("What you get", known.deliverables, "what you get from us, and by when"),
        _section("Where to reach us", [known.channel] if known.channel else [], "by mail, by telephone, or in your portal"),
        _section("When we are there", working_hours(known.hours), "our working days and hours"),
        _section("How soon we answer", [f"You hear from us {known.answers}."] if known.answers else [], "how soon you hear from us"),
        _section("When we meet", known.meetings, "how often we speak, and with whom"),
        _section("What we need from you", known.needs, "what we need from you, and by when"),
        f"If you see something differently, tell us now; it is easy to change today.\n\n{known.sender}\n{known.firm}",
    ]
    return "\n\n".join(parts)


def unfilled(text: str) -> list[str]:
    """Return the titles of the sections in which a whole line still stands in brackets, as `draft` leaves it; each once."""
    found, title = [], ""
    for line in (each.strip() for each in text.splitlines()):
        if line.endswith(":") and not line.startswith("-"):
            title = line[:-1]
        elif _OPEN.fullmatch(line):
            found.append(title or line)
    return list(dict.fromkeys(found))


def working_hours(hours: Sequence[str]) -> list[str]:
    """Return lines such as "Monday to Thursday, 9:00-17:00": days in a row with the same hours are one."""
    runs: list[tuple[int, int, str]] = []
    for day, said in enumerate(hours):
        if said and runs and runs[-1][1] == day - 1 and runs[-1][2] == said:
            runs[-1] = (runs[-1][0], day, said)
        elif said:
            runs.append((day, day, said))
    return [f"{_days(first, last)}, {said}" for first, last, said in runs]


def _days(first: int, last: int) -> str:
    return WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]} to {WEEKDAYS[last]}"


def _section(title: str, lines: Sequence[str], otherwise: str) -> str:
    return "\n".join([f"{title}:", *(f"- {line}" for line in lines or [f"({otherwise})"])])
