"""What booking does by the clock: reminders, and reading calendars. Safe to run at any time, any number of times."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F

from clientkeep.foundation import clock
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from . import letters
from .booking import Booking
from .feed import BusyFeed

MOST = 500
# Hours before the meeting, the field that remembers it, and until how many hours before it is still of use.
REMINDERS = ((24, "day_reminded_at", 1), (1, "hour_reminded_at", 0))


@every("* * * * *")
def remind_of_meetings() -> None:
    """Remind a day and an hour before; not of what was booked or moved later than that, since its letter has just gone."""
    for hours, field, until in REMINDERS:
        for booking in list(_due(hours, field, until)):
            _remind(booking, hours, field)


@every("*/5 * * * *")
def read_calendars_that_are_due() -> None:
    """Have each calendar read whose time has come, one job for each."""
    for pk, workspace_id in BusyFeed.objects.filter(next_at__lte=clock.now()).order_by("next_at").values_list("pk", "workspace_id")[:MOST]:
        with fair_share(workspace_id):
            enqueue_once(read_calendar, f"busy-feed:{pk}", str(pk))


@task
def read_calendar(feed_id: str) -> None:
    """Read one calendar, if it is still due."""
    due = BusyFeed.objects.filter(pk=feed_id, next_at__lte=clock.now(), member__disabled_at=None)
    if feed := due.select_related("member__workspace").first():
        feed.read()


def _due(hours: int, field: str, until: int) -> Any:
    now = clock.now()
    soon = Booking.objects.standing().filter(
        starts_at__gt=now + dt.timedelta(hours=until), starts_at__lte=now + dt.timedelta(hours=hours), **{field: None}
    )
    # Chosen before the moment of the reminder.
    soon = soon.filter(timed_at__lte=F("starts_at") - dt.timedelta(hours=hours))
    return soon.select_related("workspace", "member__user").order_by("starts_at")[:MOST]


def _remind(booking: Booking, hours: int, field: str) -> None:
    still = Booking.objects.filter(pk=booking.pk, state="booked", sequence=booking.sequence, **{field: None})
    with transaction.atomic():
        if still.update(**{field: clock.now()}):
            letters.remind(booking, hours)
