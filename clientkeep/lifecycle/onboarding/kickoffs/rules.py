"""Rules of kickoffs: how an agenda is worded, what is read out of a letter, and the minutes. Plain Python."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

MOST_ITEMS, MOST_ACTIONS = 40, 100
LONGEST_TITLE, LONGEST_TEXT, LONGEST_NOTES, LONGEST_DECISION, LONGEST_ACTION = 200, 4_000, 5_000, 1_000, 500
# What a log entry takes at most, and the end of notes that are longer.
LONGEST_MINUTES, CUT = 20_000, " … (the rest stands in the kickoff)"
LINES = 15


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that is reached by a day; None where no day is agreed."""

    what: str
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to one item of the agenda, for the minutes."""

    title: str
    notes: str = ""
    decisions: Sequence[str] = field(default=())
    actions: Sequence[str] = field(default=())


def listed(lines: Iterable[str]) -> str:
    """Return the text of an agenda item: one line for each, the first ones where there are many."""
    kept = [" ".join(line.split()) for line in lines if line.strip()]
    more = [f"- and {len(kept) - LINES} more"] if len(kept) > LINES + 1 else []
    shown = kept[:LINES] if more else kept
    return "\n".join(f"- {line}" for line in shown)[: LONGEST_TEXT - 100] + "".join(f"\n{line}" for line in more)


def day_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def dated_line(each: Dated) -> str:
    return f"{each.what}: {day_words(each.due_on)}" if each.due_on else f"{each.what}: no day agreed yet"


def together(*groups: Sequence[Dated]) -> list[Dated]:
    """Join what several rooms know; one name is told once, with the first day that is known. By day, those without one last."""
    known: dict[str, Dated] = {}
    for each in (each for group in groups for each in group):
        name = each.what.casefold()
        if name not in known or known[name].due_on is None:
            known[name] = each
    return sorted(known.values(), key=lambda each: (each.due_on is None, each.due_on or dt.date.max))


def next_reached(dates: Iterable[Dated], today: dt.date) -> Dated | None:
    """The first that is still to be reached."""
    return next((each for each in dates if each.due_on and each.due_on >= today), None)


def sections_of(text: str, titles: Sequence[str]) -> list[str]:
    """Return the lines under these headings of a letter ("Title:" and lines with a dash); what was left to be filled is left out."""
    found, inside = [], False
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("- ") and inside:
            found.append(line[2:].strip())
        elif line:
            inside = line.endswith(":") and line[:-1] in titles
    return [line for line in found if line and not (line.startswith("(") and line.endswith(")"))]


def decisions_in(text: str) -> list[str]:
    """One decision for each line; marks of a list are no part of it, and what is said twice is decided once."""
    lines = (" ".join(line.strip().lstrip("-*•").split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def minutes(title: str, present: Sequence[str], items: Sequence[Said]) -> str:
    """Return what was said as one text that a log entry can take: decisions and actions whole, long notes cut."""
    head = [title, *([f"Present: {', '.join(present)}"] if present else [])]
    fixed = sum(len(line) for line in _lines_of(head, items, {}))
    room = max(200, (LONGEST_MINUTES - fixed - 40 * len(items) - 500) // max(1, sum(bool(each.notes) for each in items)))
    kept = {place: each.notes if len(each.notes) <= room else each.notes[:room] + CUT for place, each in enumerate(items) if each.notes}
    return "\n".join(_lines_of(head, items, kept)).strip()[:LONGEST_MINUTES]


def _lines_of(head: Sequence[str], items: Sequence[Said], notes: Mapping[int, str]) -> list[str]:
    lines = list(head)
    for place, each in enumerate(items):
        said = [notes[place]] if place in notes else []
        said += [f"Decided: {words}" for words in each.decisions] + [f"To do: {words}" for words in each.actions]
        if said:
            lines += ["", each.title, *said]
    return lines
