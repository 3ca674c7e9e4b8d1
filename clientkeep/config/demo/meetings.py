"""Meetings that people booked with the demo's studio: past ones, one that nobody came to, and some to come."""

import datetime as dt
from zoneinfo import ZoneInfo

from clientkeep.lifecycle.sales.booking.booker import Booker
from clientkeep.lifecycle.sales.booking.offering import Offer
from clientkeep.lifecycle.sales.models import Booking, MeetingType

from .firm import Firm
from .story import Story

FIRST, REVIEW = "First call", "Review of the work"
# Days ago on which it was booked, what, in how many days, name, e-mail, what they said.
BOOKED = (
    (64, FIRST, 5, "Quinn Ivers", "quinn@quillivy.example", "Seed packets for next year, and whether paper still makes sense."),
    (41, FIRST, 6, "Piet Oduya", "piet@northspit.example", "A mark for our oyster farm."),
    (9, FIRST, 4, "Ansel Roe", "ansel@roeandsons.example", "Three shop signs, all different, all ours."),
    (3, FIRST, 6, "Della Fenwick", "della@tidehousebakery.example", "A sign, a menu board and paper bags for the second bakery."),
    (2, REVIEW, 8, "Leo Tran", "leo@harbordental.example", ""),
)
MISSED = "Ansel Roe"


def meetings(story: Story) -> None:
    """What can be booked, who booked, and who did not come. Days count back from today."""
    firm = story.firm
    story.on(70, lambda: _offer(firm), 9)
    for days_ago, what, in_days, name, email, said in BOOKED:
        story.on(days_ago, lambda row=(what, in_days, name, email, said): _book(firm, *row), 11)
    story.on(1, lambda: _missed(firm), 18)


def _offer(firm: Firm) -> None:
    MeetingType.make(
        firm.owner, firm.rowan, name=FIRST, minutes=30, place_kind="video", place="https://meet.tidewater.example/rowan",
        description="Half an hour to hear what you need, and whether we are the right ones for it.", buffer_after=15, notice_hours=24,
        furthest_days=45, most_a_day=4, questions=["What is it about?", "By when do you need it?"],
    )  # fmt: skip
    MeetingType.make(
        firm.colleague, firm.june, name=REVIEW, minutes=45, place_kind="place", place="48 Cannery Row, second floor",
        description="We look at what is on the table, at the big desk.", buffer_before=15, buffer_after=15, notice_hours=48, furthest_days=60,
        week=["", "10:00-12:30", "10:00-12:30", "", "10:00-12:30", "", ""],
    )  # fmt: skip


def _book(firm: Firm, what: str, in_days: int, name: str, email: str, said: str) -> None:
    """The first free time, so many days on or as soon after as may be."""
    kind = MeetingType.objects.select_related("workspace", "member__user").get(workspace=firm.workspace, name=what)
    offer = Offer(kind)
    since = (offer.now + dt.timedelta(days=in_days)).astimezone(ZoneInfo(firm.workspace.time_zone)).replace(hour=0, minute=0)
    free = offer.starts(since.astimezone(dt.UTC), offer.last)
    answers = [said] if kind.questions else []
    Booking.make(kind, free[2], Booker.of(kind, name, email, firm.workspace.time_zone, answers=answers))


def _missed(firm: Firm) -> None:
    booking = Booking.objects.select_related("workspace", "member__user").get(workspace=firm.workspace, name=MISSED)
    if booking.is_over:
        booking.mark_missed(firm.rowan)
