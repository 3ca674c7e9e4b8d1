"""When a letter reaches a client at work, in which language, and which earlier letters it names. Plain Python."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

OPENS, CLOSES = dt.time(9), dt.time(17)
WORKDAYS = range(5)
MOST_REFERENCES = 20
_MAIL_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,290}>")
Version = TypeVar("Version")


def next_working_moment(now: dt.datetime, zone: str) -> dt.datetime | None:
    """Return when the client's working hours begin next (UTC); None while they last.

    Working hours are Monday to Friday, 9 to 17 by the clock on the client's wall, on both sides of a clock change.
    """
    local = now.astimezone(ZoneInfo(zone))
    if local.weekday() in WORKDAYS and OPENS <= local.time() < CLOSES:
        return None
    day = local.date() if local.time() < OPENS else local.date() + dt.timedelta(days=1)
    while day.weekday() not in WORKDAYS:
        day += dt.timedelta(days=1)
    return on_the_wall(dt.datetime.combine(day, OPENS), zone)


def on_the_wall(typed: dt.datetime, zone: str) -> dt.datetime:
    """Return the instant (UTC) at which a clock in `zone` shows this time: the first one in autumn.

    A time that the clock skips in spring is as long after midnight as it would have been: 2:30 is 3:30.
    """
    return typed.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(dt.UTC)


def version_for(versions: Mapping[str, Version], wanted: Sequence[str]) -> Version:
    """Return the version in the first wanted language (BCP 47) that there is, else the default under "".

    "pt-BR" takes pt-BR, then pt; "pt" takes pt, then any pt-…. KeyError without a default.
    """
    known = {language.lower(): version for language, version in versions.items()}
    for language in filter(None, wanted):
        parts = language.lower().replace("_", "-").split("-")
        for size in range(len(parts), 0, -1):
            if found := known.get("-".join(parts[:size])):
                return found
        kin = sorted(tag for tag in known if tag.split("-")[0] == parts[0])
        if kin:
            return known[kin[0]]
    return known[""]


def references_of(earlier: Sequence[str]) -> list[str]:
    """Return the Message-IDs that a letter names, oldest first: the first one and the newest, each once."""
    sound = list(dict.fromkeys(mail_id for mail_id in earlier if _MAIL_ID.fullmatch(mail_id)))
    return sound if len(sound) <= MOST_REFERENCES else [sound[0], *sound[1 - MOST_REFERENCES :]]


def answer_subject(subject: str) -> str:
    """Return the subject of an answer: "Re: " once, whatever stood there."""
    bare = re.sub(r"(?i)^(\s*(re|aw|sv|rv|antw)\s*(\[\d+\])?:\s*)+", "", subject).strip()
    return f"Re: {bare}"[:300] if bare else "Re: your message"
