"""The calendar of a member's meetings, for the program that subscribes to it by a secret address."""

import datetime as dt

from django.http import HttpRequest, HttpResponse

from clientkeep.foundation import clock

from ..booking import Booking
from ..invitations import feed
from ..subscription import CalendarLink
from .framing import closed, or_closed, public_page

BACK, AHEAD = dt.timedelta(days=60), dt.timedelta(days=400)


@public_page("a secret address that a calendar program reads")
@or_closed
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Meetings of the last two months and of those to come, cancelled ones as cancelled."""
    member = CalendarLink.opened_by(secret)
    if member is None:
        return closed(request)
    now = clock.now()
    rows = Booking.objects.filter(member=member, starts_at__range=(now - BACK, now + AHEAD)).order_by("starts_at")
    rows = rows.select_related("workspace", "member__user")[:5_000]
    answer = HttpResponse(feed(rows, f"{member} · {member.workspace.name}"), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="meetings.ics"'
    return answer
