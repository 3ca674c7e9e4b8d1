"""The lines of an iCalendar file: unfolded, split into name, parameters and value, gathered into components."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_LINES = 500_000
LONGEST_LINE = 20_000
DEEPEST = 8
_PART = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,])*(?:,(?:"[^"]*"|[^";:,])*)*)')


class UnreadableCalendar(Exception):
    """What was read is no calendar, or too much of one; the message says so in words for its owner."""


@dataclass(frozen=True, slots=True)
class Line:
    """NAME;PARAMETER=…:value, names in capitals."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END."""

    name: str
    lines: list[Line] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]


def components(text: str) -> Iterator[Component]:
    """Yield each VEVENT, and the VCALENDAR's own lines first. What is inside of an event, such as an alarm, is passed over.

    Raises UnreadableCalendar for what is no calendar.
    """
    open_ones: list[Component] = []
    seen, is_whole = 0, False
    for raw in _unfolded(text):
        seen += 1
        if seen > MOST_LINES:
            raise UnreadableCalendar("The calendar is too large to be read.")
        line = _line(raw)
        if not open_ones and not (line and line.name == "BEGIN" and line.value.strip().upper() == "VCALENDAR"):
            if is_whole:
                continue
            raise UnreadableCalendar("What was found there is no calendar. Paste the address of the calendar's iCalendar feed.")
        if line is None:
            continue
        if line.name == "BEGIN":
            open_ones.append(Component(line.value.strip().upper()))
            if len(open_ones) > DEEPEST:
                raise UnreadableCalendar("The calendar is broken: its parts stand too deep inside each other.")
        elif line.name == "END":
            done = open_ones.pop()
            is_whole = is_whole or not open_ones
            if done.name in ("VEVENT", "VCALENDAR"):
                yield done
        elif len(open_ones[-1].lines) < 2_000:
            open_ones[-1].lines.append(line)
    if open_ones or not seen:
        raise UnreadableCalendar("The calendar is broken off: its end is missing. It is read again later.")


def _unfolded(text: str) -> Iterator[str]:
    whole: list[str] = []
    size = 0
    for raw in re.split(r"\r\n|\n|\r", text):
        if raw[:1] in (" ", "\t") and whole:
            if size < LONGEST_LINE:
                whole.append(raw[1:])
                size += len(raw)
            continue
        if whole and (joined := "".join(whole)).strip():
            yield joined
        whole, size = [raw[:LONGEST_LINE]], len(raw)
    if whole and (joined := "".join(whole)).strip():
        yield joined


def _line(raw: str) -> Line | None:
    found = re.match(r"\ufeff?\s*([A-Za-z0-9-]+)", raw)
    if not found:
        return None
    at, parameters = found.end(), {}
    while part := _PART.match(raw, at):
        parameters[part[1].upper()] = part[2].strip('"')
        at = part.end()
    return Line(found[1].upper(), parameters, raw[at + 1 :]) if raw[at : at + 1] == ":" else None
