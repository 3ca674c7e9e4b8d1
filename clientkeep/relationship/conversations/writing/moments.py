"""When a letter leaves: now, at a time, or in the client's working hours."""

import datetime as dt

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client

from .rules import next_working_moment, on_the_wall

WAYS = {"now": "Now", "hours": "In the client’s working hours", "at": "At a time"}
FARTHEST = dt.timedelta(days=366)


def moment_for(way: str, client: Client, typed: str = "") -> dt.datetime | None:
    """Return the moment (UTC) before which the letter stays here; None for now.

    `typed` is a local time of the firm, as a datetime-local input gives it. Raises Invalid with `when` or `at`.
    """
    if way == "now":
        return None
    if way == "hours":
        return next_working_moment(clock.now(), zone_of(client))
    if way != "at":
        raise Invalid(f"Choose one of {', '.join(WAYS)}.", "when")
    try:
        local = dt.datetime.fromisoformat(typed)
    except ValueError:
        raise Invalid("Enter a day and a time.", "at") from None
    if local.tzinfo is not None or local.year < 1970 or local.year > 9000:
        raise Invalid("Enter a day and a time.", "at")
    return checked(on_the_wall(local, client.workspace.time_zone))


def checked(at: dt.datetime) -> dt.datetime:
    """Return a moment to come. Raises Invalid with `at` for one that has passed, or is more than a year away."""
    if not clock.now() < at <= clock.now() + FARTHEST:
        raise Invalid("Enter a time within the next year.", "at")
    return at


def zone_of(client: Client) -> str:
    """The client's time zone, else the firm's."""
    return client.time_zone or client.workspace.time_zone
