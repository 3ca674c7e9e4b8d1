"""One's own meetings of today that are not over, and calendars of one's own that can no longer be read."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from clientkeep.foundation.kept import Now
from clientkeep.foundation.ui.days import write_hour
from clientkeep.lifecycle.sales.models import Booking, BusyFeed
from clientkeep.workspace.hours.rules.hours import midnight, moment_of

from ..gathering import Found, gathers
from ..item import Item, link_to
from ..reading import Reading

# A calendar that is away for an hour comes back by itself.
PATIENCE = dt.timedelta(hours=6)


def _today(read: Reading) -> QuerySet:
    zone = ZoneInfo(read.acting.workspace.time_zone)
    ends = moment_of(midnight(read.today + dt.timedelta(days=1), zone))
    mine = Booking.objects.visible_to(read.acting).filter(member=read.acting.member, starts_at__lt=ends)
    return mine.to_come(Now())


@gathers("meetings", "clients.see", _today, words="name", more="starts_at", note="meeting")
def meeting_today(found: Found, read: Reading) -> Item:
    """A meeting with its time, until it is over."""
    starts = dt.datetime.fromisoformat(found.more)
    starts = starts if starts.tzinfo else starts.replace(tzinfo=dt.UTC)
    page = link_to("booking:booking", found.pk)
    return Item(
        key=f"meeting:{found.pk}:{found.more[:16]}",
        rank=12,
        sign="calendar-check",
        meaning="waiting",
        subject=found.client_name or found.words,
        url=link_to("clients:detail", found.client_id) if found.client_id else page,
        rest=f"meets you at {write_hour(starts, read.acting.workspace.time_zone)}: {found.note}",
        why=f"Booked by {found.words}",
        act="See the booking",
        act_url=page,
    )


def _unread(read: Reading) -> QuerySet:
    broken = Q(next_at=None) | Q(failing_since__lte=Now(-PATIENCE))
    return BusyFeed.objects.filter(broken, workspace=read.acting.workspace, member=read.acting.member).order_by("pk")


@gathers("calendars", "clients.edit", _unread, client="", words="shown", more="problem")
def calendar_unread(found: Found, read: Reading) -> Item:
    """A calendar whose busy times may be old."""
    page = link_to("booking:read_again", found.pk).partition("feeds/")[0]
    return Item(
        key=f"calendar:{found.pk}",
        rank=18,
        sign="calendar-off",
        meaning="broken",
        subject="Your calendar",
        url=page,
        rest=f"{found.words} cannot be read: times at which you are busy may be booked.",
        why=found.more,
        act="See to it",
        act_url=page,
    )
