"""Writing iCalendar: every text escaped, every line folded, every time in UTC, so that no zone has to be explained."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PRODUCT = "-//Clientkeep//Meetings//EN"
OCTETS = 75


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part, by name and e-mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as a calendar keeps it. `uid` stays the same for ever, `sequence` grows with each change."""

    uid: str
    sequence: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    summary: str
    where: str
    description: str
    organizer: Party
    attendees: tuple[Party, ...]
    written_at: dt.datetime
    cancelled: bool = False


def write_calendar(meetings: Iterable[Meeting], method: str, name: str = "") -> str:
    """Return a calendar. `method`: REQUEST or CANCEL for a letter, PUBLISH for a feed; `name` is shown by programs."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", f"METHOD:{method}"]
    if name:
        lines.append(f"X-WR-CALNAME:{_text(name)}")
    for meeting in meetings:
        lines += _event(meeting, with_people=method != "PUBLISH")
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(meeting: Meeting, with_people: bool) -> list[str]:
    lines = [
        "BEGIN:VEVENT", f"UID:{_text(meeting.uid)}", f"SEQUENCE:{meeting.sequence}", f"DTSTAMP:{_utc(meeting.written_at)}",
        f"DTSTART:{_utc(meeting.starts_at)}", f"DTEND:{_utc(meeting.ends_at)}", f"SUMMARY:{_text(meeting.summary)}",
    ]  # fmt: skip
    lines += [f"LOCATION:{_text(meeting.where)}"] if meeting.where else []
    lines += [f"DESCRIPTION:{_text(meeting.description)}"] if meeting.description else []
    if with_people:
        lines.append(f"ORGANIZER;CN={_parameter(meeting.organizer.name)}:mailto:{_address(meeting.organizer.email)}")
        answered = "ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE"
        lines += [f"ATTENDEE;CN={_parameter(each.name)};{answered}:mailto:{_address(each.email)}" for each in meeting.attendees]
    return [*lines, f"STATUS:{'CANCELLED' if meeting.cancelled else 'CONFIRMED'}", "TRANSP:OPAQUE", "END:VEVENT"]


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    kept = _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _parameter(value: str) -> str:
    """A quoted parameter value: it can hold no quotation mark and no line break in any way of writing."""
    return '"' + " ".join(_UNSEEN.sub(" ", value).replace('"', "'").split()) + '"'


def _address(email: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f;:,\"<>]", "", email)


def _folded(line: str) -> str:
    """Break a line after 75 octets, never inside a character (RFC 5545, 3.1)."""
    parts, part, size = [], "", 0
    for sign in line:
        octets = len(sign.encode("utf-8", "replace"))
        if size + octets > OCTETS:
            parts.append(part)
            part, size = " ", 1
        part, size = part + sign, size + octets
    return "\r\n".join([*parts, part]) + "\r\n"
