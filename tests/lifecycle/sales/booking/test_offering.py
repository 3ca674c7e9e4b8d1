"""Which times are offered: hours, holidays, absences, limits, other meetings, both changes of the clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.sales.booking.offering import Offer
from clientkeep.lifecycle.sales.models import BusyFeed, BusyTime
from clientkeep.workspace.hours.models import Absence, ClosedDays, WorkingHours

from .asking import book
from .conftest import FIRST, NOON

pytestmark = pytest.mark.django_db
PORTLAND = ZoneInfo("America/Los_Angeles")
HALF, HOUR, DAY = dt.timedelta(minutes=30), dt.timedelta(hours=1), dt.timedelta(days=1)


def on(kind, year, month, day, zone=PORTLAND):
    start = dt.datetime(year, month, day, tzinfo=zone)
    until = dt.datetime.combine(start.date() + DAY, dt.time(), tzinfo=zone)
    return [each.astimezone(zone).strftime("%H:%M") for each in Offer(kind).starts(start.astimezone(dt.UTC), until.astimezone(dt.UTC))]


def test_a_day_holds_the_working_hours(call):
    times = on(call, 2026, 3, 3)
    assert times[0] == "09:00" and times[-1] == "16:30" and len(times) == 16


def test_weekends_public_holidays_closed_days_and_absences_are_free_of_meetings(call, cast):
    assert on(call, 2026, 3, 7) == []
    ClosedDays.add(cast.north, cast.by, "Move", dt.date(2026, 3, 4))
    assert on(call, 2026, 3, 4) == []
    Absence.plan(cast.olivia, cast.by, dt.date(2026, 3, 5), dt.date(2026, 3, 6), cast.theo)
    assert on(call, 2026, 3, 5) == on(call, 2026, 3, 6) == [], "the hours of who covers are not hers"
    call.furthest_days = 365
    assert on(call, 2026, 5, 25) == [], "Memorial Day"
    assert on(call, 2026, 5, 26)


def test_own_hours_take_the_place_of_the_usual_ones_and_respect_days_off(call, cast):
    call.change(cast.by, week=["", "10:00-11:00, 20:00-21:00", "10:00-11:00", "", "", "", ""])
    ClosedDays.add(cast.north, cast.by, "Move", dt.date(2026, 3, 4))
    assert on(call, 2026, 3, 3) == ["10:00", "10:30", "20:00", "20:30"]
    assert on(call, 2026, 3, 4) == []


def test_times_in_the_zone_of_who_is_met(call, cast):
    WorkingHours.keep(cast.north, cast.olivia, cast.by, ["9:00-10:00"] * 5 + ["", ""], time_zone="Asia/Kathmandu")
    times = on(call, 2026, 3, 4, ZoneInfo("Asia/Kathmandu"))
    assert times == ["09:00", "09:30"]


def test_clocks_go_forward(call, cast):
    """On 8 March 2026 the clock of Portland skips 2:00 to 3:00."""
    call.change(cast.by, week=[""] * 6 + ["1:00-4:00"])
    assert on(call, 2026, 3, 8) == ["01:00", "01:30", "03:00", "03:30"]
    starts = Offer(call).starts(dt.datetime(2026, 3, 8, 8, tzinfo=dt.UTC), dt.datetime(2026, 3, 9, 7, tzinfo=dt.UTC))
    assert starts[0] == dt.datetime(2026, 3, 8, 9, tzinfo=dt.UTC) and starts[-1] - starts[0] == dt.timedelta(minutes=90)


def test_clocks_go_back(call, cast, client):
    """On 1 November 2026 the clock of Portland shows 1:00 to 2:00 twice: both are times, and each says which it is."""
    call.change(cast.by, week=[""] * 6 + ["0:30-3:00"], furthest_days=365)
    assert on(call, 2026, 11, 1) == ["00:30", "01:00", "01:30", "01:00", "01:30", "02:00", "02:30"]
    page = client.get(f"/book/{call.token}/", {"day": "2026-11-01"}).content.decode()
    assert "01:30 (UTC−7)" in page and "01:30 (UTC−8)" in page and ">02:30<" in page
    for each in Offer(call).starts(dt.datetime(2026, 11, 1, 7, tzinfo=dt.UTC), dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC))[:5]:
        Offer(call).check(each)


def test_a_visitor_far_away_sees_every_time_on_their_own_day(call, client):
    """9:00 to 16:30 in Portland begins at 4:00 on the next day in Auckland's winter time, and no time falls between two months."""
    tuesday = set(Offer(call).starts(FIRST - DAY, FIRST + 9 * HOUR))
    seen = set()
    for day in ("2026-03-03", "2026-03-04"):
        page = client.get(f"/book/{call.token}/", {"day": day, "zone": "Pacific/Auckland"}).content.decode()
        seen |= {each for each in tuesday if each.strftime("start=%Y-%m-%dT%H%%3A%MZ") in page}
    assert seen == tuesday


def test_other_meetings_and_their_buffers(call, cast):
    call.change(cast.by, buffer_before=15, buffer_after=15)
    book(call, FIRST + HOUR)
    times = on(call, 2026, 3, 3)
    assert "10:00" not in times and "09:30" not in times and "10:30" not in times
    assert "09:00" in times and "11:00" in times


def test_meetings_of_another_kind_with_the_same_person_count_those_with_others_do_not(call, cast):
    other = type(call).make(cast.olivia, cast.by, name="Review", minutes=60, place_kind="phone")
    theirs = type(call).make(cast.theo, cast.by, name="Review", minutes=60, place_kind="phone")
    book(call, FIRST)
    assert "09:00" not in on(other, 2026, 3, 4 - 1) and "09:30" in on(other, 2026, 3, 3)
    assert "09:00" in on(theirs, 2026, 3, 3)


def test_busy_times_of_a_calendar(call, cast):
    feed = BusyFeed.objects.create(workspace=cast.north, member=cast.olivia, url_sealed="x", shown="x")
    BusyTime.objects.create(feed=feed, starts_at=FIRST + HOUR + dt.timedelta(minutes=10), ends_at=FIRST + HOUR + dt.timedelta(minutes=20))
    times = on(call, 2026, 3, 3)
    assert "10:00" not in times and "09:30" in times and "10:30" in times
    with pytest.raises(Conflict):
        Offer(call).check(FIRST + HOUR)


def test_notice_and_the_furthest_day(call, cast):
    call.change(cast.by, notice_hours=24, furthest_days=2)
    starts = Offer(call).starts(NOON, NOON + dt.timedelta(days=40))
    assert starts[0] == NOON + DAY + dt.timedelta(hours=5) and starts[-1].astimezone(PORTLAND).date() == dt.date(2026, 3, 4)


def test_a_limit_a_day_closes_the_day_and_no_other(call, cast):
    call.change(cast.by, most_a_day=2)
    book(call, FIRST)
    late = FIRST + 4 * HOUR
    book(call, late)
    assert on(call, 2026, 3, 3) == [] and on(call, 2026, 3, 4)
    with pytest.raises(Conflict, match="full"):
        book(call, FIRST + 2 * HOUR)


def test_what_is_switched_off_or_whose_member_left_is_not_offered(call, cast, client):
    assert client.get(f"/book/{call.token}/").status_code == 200
    call.switch(False, cast.by)
    assert on(call, 2026, 3, 3) == [] and client.get(f"/book/{call.token}/").status_code == 404
    call.switch(True, cast.by)
    type(cast.olivia).objects.filter(pk=cast.olivia.pk).update(disabled_at=clock.now())
    assert client.get(f"/book/{call.token}/").status_code == 404


def test_a_full_month_asks_the_same_few_questions(call, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path = f"/book/{call.token}/?month=2026-03"
    with CaptureQueriesContext(connection) as empty:
        client.get(path)
    for day in (4, 5, 6, 9, 10, 11):
        for at in range(14):
            book(call, FIRST.replace(day=day) + at * HALF, email=f"n{day}-{at}@quill.example")
    with CaptureQueriesContext(connection) as full:
        client.get(path)
    assert len(full) == len(empty) <= 9
