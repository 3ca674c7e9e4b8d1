"""A client's story: its events by day, filtered by kind and by text, a part at a time."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from clientkeep.foundation.ui import days
from clientkeep.workspace.journal.models import Event, fill
from clientkeep.workspace.members.acting import Acting

from .slots import EVENT_TELLERS, Told
from .words import fold

PAGE = 30
# A search by text reads at most so many entries at a time; "Show earlier" goes on from there.
READ = 2_000
LONGEST_LINE = 140
LONGEST_BODY = 600
GROUPS = {
    "note": "notes", "call": "calls", "meeting": "meetings", "mail": "mail", "document": "documents",
    "promise": "promises and decisions", "payment": "payments", "approval": "approvals", "feedback": "feedback", "sales": "opportunities",
    "file": "files", "change": "changes to the record",
}  # fmt: skip
MEANINGS = {"invoice.paid": "good", "document.accepted": "good", "payment.booked": "good", "document.declined": "broken", "opportunity.won": "good",
            "payment.failed": "broken", "letter.failed": "broken", "letter.bounced": "broken"}  # fmt: skip
Known = Mapping[str, Mapping[Any, Told]]
# The word of a sentence that leads to its thing: the first of these that it holds.
_NAMES_OF_THINGS = ("number", "file", "contact", "subject", "amount", "about_what", "asked", "title")


@dataclass(frozen=True)
class Entry:
    """One entry as the page shows it."""

    event: Event
    sentence: SafeString | str
    told: Told
    body: str
    at: dt.datetime
    clock: str
    day: dt.date
    meaning: str

    @property
    def is_long(self) -> bool:
        return len(self.body) > LONGEST_BODY

    @property
    def sign(self) -> str:
        return self.event.kind.sign


@dataclass(frozen=True)
class Story:
    """A part of the story: its days, newest first, and where it goes on (a sequence number, or None)."""

    days: list[tuple[str, list[Entry]]]
    earlier: int | None


def story_of(
    acting: Acting, client: Any, group: str = "", text: str = "", before: int | None = None, known: Known | None = None
) -> Story:
    """Return the part of a client's story before an event's sequence number, or its newest part.

    `known` is what the caller can tell of some kinds of things already, so that nobody is asked for them.
    """
    events = Event.objects.filter(workspace_id=client.workspace_id).of_client(client.pk)
    if group in GROUPS:
        events = events.filter(group=group)
    if before is not None:
        events = _before(events, before)
    needles = fold(text[:100]).split()[:6]
    known = known or {}
    entries, earlier = _fitting(acting, events, needles, known) if needles else _newest(acting, events, known)
    return Story(_by_day(entries, acting.workspace.today()), earlier)


def _newest(acting: Acting, events: QuerySet, known: Known) -> tuple[list[Entry], int | None]:
    fetched = list(events[: PAGE + 1])
    entries = list(_entries(acting, fetched[:PAGE], known))
    return entries, fetched[PAGE - 1].seq if len(fetched) > PAGE else None


def _fitting(
    acting: Acting, events: QuerySet, needles: Sequence[str], known: Known
) -> tuple[list[Entry], int | None]:
    found: list[Entry] = []
    fetched = list(events[: READ + 1])
    for entry in _entries(acting, fetched[:READ], known):
        heard = fold(f"{entry.event.sentence} {entry.told.text} {' '.join(entry.told.marks)}")
        if all(needle in heard for needle in needles):
            if len(found) == PAGE:
                return found, found[-1].event.seq
            found.append(entry)
    return found, fetched[READ - 1].seq if len(fetched) > READ else None


def _before(events: QuerySet, seq: int) -> QuerySet:
    moment = events.filter(seq=seq).values_list("happened_at", flat=True).first()
    if moment is None:
        return events.filter(seq__lt=seq)
    return events.filter(Q(happened_at__lt=moment) | Q(happened_at=moment, seq__lt=seq))


def _entries(acting: Acting, events: Sequence[Event], known: Known) -> Iterator[Entry]:
    told, zone = _told(acting, events, known), ZoneInfo(acting.workspace.time_zone)
    for event in events:
        one = told.get((event.about_type, event.about_id), Told())
        line, body = _line_and_body(event, one)
        local = event.happened_at.astimezone(zone)
        meaning = MEANINGS.get(event.slug, "")
        yield Entry(event, line, one, body, event.happened_at, f"{local:%H:%M}", local.date(), meaning)


def _told(acting: Acting, events: Sequence[Event], known: Known) -> dict[tuple[str, Any], Told]:
    by_type: dict[str, list[Event]] = {}
    for event in events:
        if event.about_id and event.about_type in EVENT_TELLERS and event.about_type not in known:
            by_type.setdefault(event.about_type, []).append(event)
    asked = {about: EVENT_TELLERS[about](acting, of_type) for about, of_type in by_type.items()}
    return {(about, thing): told for about, things in {**known, **asked}.items() for thing, told in things.items()}


def _line_and_body(event: Event, told: Told) -> tuple[SafeString | str, str]:
    """The sentence with its thing linked; a long text stands under it instead."""
    payload, sentence = {**event.payload, "actor": event.actor_name}, event.kind.sentence
    text, body = str(payload.get("text", "")), _what_changed(event)
    if len(text) > LONGEST_LINE or "\n" in text:
        sentence, body = sentence.replace(": {text}", ""), told.text or text
    elif not text and told.text:
        body = told.text  # what the journal does not keep, such as the words of a message
    name = next((key for key in _NAMES_OF_THINGS if f"{{{key}}}" in sentence and payload.get(key)), None)
    if not told.url or not name:
        return fill(sentence, payload), body
    head, _, tail = sentence.partition(f"{{{name}}}")
    link = format_html('<a href="{}">{}</a>', told.url, payload[name])
    return format_html("{}{}{}", fill(head, payload), link, fill(tail, payload)), body


def _what_changed(event: Event) -> str:
    """Short values before and after, where the event kept them."""
    before, after = event.payload.get("before"), event.payload.get("after")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ""
    pairs = [(_plain(before.get(name)), _plain(value)) for name, value in after.items()]
    if len(pairs) > 3 or any(len(word) > 60 for pair in pairs for word in pair) or any(a == b for a, b in pairs):
        return ""
    return "\n".join(f"{old or 'nothing'} → {new or 'nothing'}" for old, new in pairs)


def _plain(value: Any) -> str:
    words = {"None": "", "True": "yes", "False": "no", "[]": "", "{}": ""}
    text = words.get(str(value or ""), str(value or ""))
    return text.strip("[]").replace("'", "") if text.startswith("[") else "" if text.startswith("{") else text


def _by_day(entries: Sequence[Entry], today: dt.date) -> list[tuple[str, list[Entry]]]:
    found: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.day, []).append(entry)
    return [("Today" if day == today else days.write_day(day, today), those) for day, those in found.items()]
