"""The corpus: its lines, the firm in which they are written, and a draft told in the corpus's own words."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from clientkeep.relationship.conversations.words import LogDraft, LogRequest, OnRecord, read

FOLDER = Path(__file__).parent / "corpus"
NOW = dt.datetime(2026, 5, 4, 14, 30)
AUTHOR = "Mara Voss"
CLIENTS = (
    OnRecord("Harbor Dental", ("Nadia Haddad", "Tom Reed")),
    OnRecord("Acme Studio LLC", ("Jo Park",)),
    OnRecord("Bloom & Co", ("Priya Shah",)),
    OnRecord("Northwind Bakery", ("Erik Olsen",)),
    OnRecord("Northwind Cycles", ("Sam Doyle",)),
    OnRecord("Lantern Inn", ("Ruth Cole",)),
    OnRecord("Dr Osei", ("Kofi Osei",)),
    OnRecord("Maple Street Vet", ("Dana Fox",)),
    OnRecord("Kestrel Law", ("Anne Weber", "Anna Weiss")),
    OnRecord("Studio Vega", ("Luis Vega",)),
    OnRecord("Green Valley Farm", ("Pat Moore",)),
    OnRecord("Bright Smiles Orthodontics", ("Nina Patel",)),
    OnRecord("Oak & Iron Gym", ("Chris Hall",)),
    OnRecord("Müller Bau GmbH", ("Jürgen Müller",)),
    OnRecord("Riverside Yoga", ("Lena Brandt",)),
    OnRecord("Tom & Priya Kaur", ("Tom Kaur", "Priya Kaur")),
)


@dataclass(frozen=True)
class Pair:
    """A line with the values that were set for it by hand."""

    written: str
    values: tuple[str, ...]

    @property
    def request(self) -> LogRequest:
        text, client = self.written.replace("\\n", "\n"), None
        if text.startswith("["):
            client, text = text[1:].split("] ", 1)
        return request(text, client)


def request(text: str, client: str | None = None) -> LogRequest:
    return LogRequest(text, NOW, CLIENTS, client, (AUTHOR, "Ben Okafor"), AUTHOR)


def pairs(name: str) -> list[Pair]:
    lines = [line for line in (FOLDER / name).read_text().splitlines() if line.strip()]
    assert len(lines) % 2 == 0 and all(line.startswith("= ") for line in lines[1::2])
    return [
        Pair(written, tuple(value.strip() for value in values[2:].split(" | ")))
        for written, values in zip(lines[::2], lines[1::2], strict=True)
    ]


def told(pair: Pair) -> list[str]:
    """What the line is read as, in the manner of the corpus."""
    return tell(read(pair.request))


def expected(pair: Pair) -> list[str]:
    return sorted(value.replace("ours me:", f"ours {AUTHOR}:") for value in pair.values)


def tell(draft: LogDraft) -> list[str]:
    values = [draft.kind]
    values += [f"client {draft.client}"] if draft.client else []
    values += [f"with {', '.join(sorted(draft.contacts))}"] if draft.contacts else []
    values += [f"on {draft.happened_on:%m-%d}"] if draft.happened_on != NOW.date() else []
    values += [f"at {draft.happened_at:%H:%M}"] if draft.happened_at else []
    values += [f"min {draft.minutes}"] if draft.minutes else []
    values += [draft.direction] if draft.direction else []
    values += [f"decided {what}" for what in draft.decisions]
    for each in draft.promises:
        who = f" {each.who}:" if each.who else ""
        values.append(f"{each.side}{who} {each.what}{_day(each.due_on)}")
    values += [f"ask {what}" for what in draft.questions]
    values += [f"next {draft.next_step.what}{_day(draft.next_step.on)}"] if draft.next_step else []
    values += [f"left {each.text}" for each in draft.leftovers]
    values += [f"flag {name}" for name in dict.fromkeys(flag.field for flag in draft.flags)]
    return sorted(values)


def _day(day: dt.date | None) -> str:
    return f" @{day:%m-%d}" if day else ""
