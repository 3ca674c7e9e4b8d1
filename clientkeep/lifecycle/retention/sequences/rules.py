"""When the next step of a sequence is due, and what ends a sequence. Plain Python, no clock."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from clientkeep.relationship.conversations.writing.rules import CLOSES, OPENS, WORKDAYS, on_the_wall
from clientkeep.workspace.hours.rules import WorkingDays
from clientkeep.workspace.hours.rules import working_day as days_of_firm

MOST_STEPS, MOST_DAYS = 20, 90
HOURS = range(OPENS.hour, CLOSES.hour)
def working_day(calendar: WorkingDays, after: dt.date, days: int) -> dt.date:
    """Return the `days`-th day after a date on which both the firm and its clients, Monday to Friday, work."""
    return days_of_firm(calendar, after, days, WORKDAYS)


def next_moment(calendar: WorkingDays, since: dt.datetime, days: int, hour: int, zone: str) -> tuple[dt.date, dt.datetime]:
    """Return the day of the next step and its moment (UTC): `hour` by the client's clock, never before `since`."""
    day = working_day(calendar, since.astimezone(calendar.zone).date(), days)
    moment = _at(day, hour, zone)
    if moment < since:
        day = working_day(calendar, day, 1)
        moment = _at(day, hour, zone)
    return day, moment


def opening(day: dt.date, moment: dt.datetime, firm_zone: str) -> dt.datetime:
    """Return when somebody at the firm is shown a step of this day: as the day begins there, at its moment at the latest."""
    return min(moment, on_the_wall(dt.datetime.combine(day, dt.time(0)), firm_zone))


def _at(day: dt.date, hour: int, zone: str) -> dt.datetime:
    return on_the_wall(dt.datetime.combine(day, dt.time(hour)), zone)


# How far back news may lie that came in after a sequence began: a mail of last night, fetched this morning.
_FRESH = dt.timedelta(days=1)
# By event: the reason, and how it reads; {who} and the like are what the event told.
STOPS: dict[str, tuple[str, str]] = {
    "message.received": ("reply", "{who} replied"),
    "document.question": ("reply", "{actor} asked about {kind} {number}"),
    "call.logged": ("talk", "you spoke with {with_whom}"),
    "meeting.logged": ("talk", "you met {with_whom}"),
    "mail.logged": ("talk", "a mail with {with_whom} was logged"),
    "message.logged": ("talk", "a message with {with_whom} was logged"),
    "meeting.booked": ("booking", "{who} booked “{meeting}”"),
    "meeting.booker_added": ("booking", "{who} booked “{meeting}”"),
    "payment.booked": ("payment", "{amount} was paid"),
    "document.accepted": ("accepted", "{actor} accepted {kind} {number}"),
    "document.declined": ("declined", "{actor} declined {kind} {number}"),
    "client.archived": ("archived", "{client} was archived"),
    "contact.removed": ("contact", "{contact} is not on record any more"),
    "letter.bounced": ("bounced", "“{subject}” to {to} came back"),
}
_NAME = re.compile(r"\{(\w+)\}")
TALKS = frozenset(slug for slug, (reason, _) in STOPS.items() if reason == "talk")


def is_news(slug: str, payload: Mapping[str, Any], happened: dt.datetime, recorded: dt.datetime, began: dt.datetime) -> bool:
    """Tell whether an event ends a sequence that began at a moment.

    What was known before does not, nor a machine's answer, nor a talk held before and written down after.
    """
    if slug not in STOPS or recorded < began or payload.get("automatic") is True:
        return False
    if slug in TALKS:
        return happened >= began
    return slug != "message.received" or happened >= began - _FRESH


def because(slug: str, told: Mapping[str, str]) -> str:
    """Say in words what ended a sequence."""
    return _NAME.sub(lambda found: str(told.get(found[1], "")).strip() or "somebody", STOPS[slug][1])[:300]
