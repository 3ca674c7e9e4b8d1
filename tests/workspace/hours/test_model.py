"""Hours, closed days and absences on record, and the calendars that come of them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.workspace.hours.calendars import Calendars
from clientkeep.workspace.hours.models import Absence, ClosedDays, WorkingHours
from clientkeep.workspace.hours.public_holidays import checked_place, holidays_of
from clientkeep.workspace.journal.models import Event

PACIFIC = ZoneInfo("America/Los_Angeles")
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=PACIFIC)
WEEK = ["9:00-13:00, 14:00-18:00"] * 5 + ["", ""]
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _monday_noon():
    with clock.moved(NOON):
        yield


def day(text):
    return dt.date.fromisoformat(text)


def worked(cast, member, first, hours=24):
    """Hours worked for a member's clients on a day, by the firm's clock."""
    begins = dt.datetime.combine(day(first), dt.time(), PACIFIC)
    return Calendars(cast.north).of(member and member.pk).working_seconds(begins, begins + hours * HOUR) / 3600


def test_a_firm_works_nine_to_five_until_it_says_otherwise(cast):
    assert worked(cast, None, "2026-03-02") == 8
    assert worked(cast, None, "2026-03-07") == 0
    WorkingHours.keep(cast.north, None, cast.by, ["22:00-24:00"] * 7, country="US")
    assert worked(cast, None, "2026-03-07") == 2
    assert Event.objects.get(slug="hours.changed").payload == {"whom": "North Studio"}


def test_holidays_of_the_country_and_region_are_free(cast):
    assert worked(cast, None, "2026-11-26") == 0
    assert Calendars(cast.north).day_off(None, day("2026-11-26")).startswith("Thanksgiving")
    WorkingHours.keep(cast.north, None, cast.by, WEEK, country="DE", region="by")
    assert worked(cast, None, "2026-11-26") == 8
    assert worked(cast, None, "2026-01-06") == 0
    assert day("2026-01-06") not in holidays_of("DE", "BE", 2026)


def test_a_country_or_region_that_is_not_known_is_refused():
    assert checked_place("de", "by") == ("DE", "BY")
    for place, field in ((("XX", ""), "country"), (("DE", "QQ"), "region")):
        with pytest.raises(Invalid) as refused:
            checked_place(*place)
        assert refused.value.field == field


def test_closed_days_are_free_for_all_and_can_be_opened_again(cast):
    closed = ClosedDays.add(cast.north, cast.by, "Spring break", day("2026-03-09"), day("2026-03-11"))
    assert ClosedDays.add(cast.north, cast.by, "Spring break", day("2026-03-09"), day("2026-03-11")) == closed
    assert [worked(cast, cast.mia, f"2026-03-{number:02}") for number in (9, 10, 11, 12)] == [0, 0, 0, 8]
    closed.remove(cast.by)
    assert worked(cast, cast.mia, "2026-03-09") == 8
    assert list(Event.objects.filter(about_type="closeddays").values_list("slug", flat=True)) == ["closed_days.added", "closed_days.removed"]


def test_a_member_has_hours_of_their_own_in_their_own_zone(cast):
    WorkingHours.keep(cast.north, cast.theo, cast.by, ["8:00-12:00"] + [""] * 6, time_zone="Europe/Berlin")
    # Monday from eight in Berlin is Sunday from eleven at night in Portland.
    assert [worked(cast, cast.theo, f"2026-03-{number:02}") for number in (1, 2)] == [1, 3]
    assert worked(cast, cast.mia, "2026-03-02") == 8
    WorkingHours.drop(cast.theo, cast.by)
    assert worked(cast, cast.theo, "2026-03-02") == 8


def test_while_somebody_is_away_the_cover_s_hours_count(cast):
    WorkingHours.keep(cast.north, cast.theo, cast.by, ["9:00-11:00"] * 5 + ["", ""])
    Absence.plan(cast.mia, cast.by, day("2026-03-03"), day("2026-03-04"), cover=cast.theo)
    assert [worked(cast, cast.mia, f"2026-03-{number:02}") for number in (2, 3, 4, 5)] == [8, 2, 2, 8]


def test_without_a_cover_nothing_is_worked_for_their_clients(cast):
    absence = Absence.plan(cast.mia, cast.by, day("2026-03-03"), day("2026-03-04"))
    assert [worked(cast, cast.mia, f"2026-03-{number:02}") for number in (2, 3, 4, 5)] == [8, 0, 0, 8]
    assert worked(cast, cast.olivia, "2026-03-03") == 8
    absence.cancel(cast.by)
    absence.cancel(cast.by)
    assert worked(cast, cast.mia, "2026-03-03") == 8
    assert Event.objects.filter(slug="absence.cancelled").count() == 1


@pytest.mark.parametrize(("first", "last", "cover", "field"), [
    ("2026-03-05", "2026-03-04", None, "last"), ("2026-02-01", "2026-02-02", None, "last"),
    ("2026-03-05", "2028-03-06", None, "last"), ("2026-03-05", "2026-03-06", "carla", "cover"),
    ("2026-03-05", "2026-03-06", "mia", "cover"), ("2026-03-05", "2026-03-06", "sid", "cover"),
    ("2026-03-05", "2026-03-20", "adam", "cover"), ("2026-03-01", "2026-03-03", None, "first"),
])  # fmt: skip
def test_an_absence_that_cannot_be_is_refused(cast, first, last, cover, field):
    Absence.plan(cast.mia, cast.by, day("2026-03-03"), day("2026-03-04"))
    Absence.plan(cast.adam, cast.by, day("2026-03-18"), day("2026-03-19"))
    with pytest.raises(Invalid) as refused:
        Absence.plan(cast.mia, cast.by, day(first), day(last), cover=cover and getattr(cast, cover))
    assert refused.value.field == field
    assert Absence.objects.count() == 2


def test_what_has_passed_stays_on_record(cast):
    absence = Absence.plan(cast.mia, cast.by, day("2026-03-03"), day("2026-03-04"))
    with clock.moved(NOON + dt.timedelta(days=5)), pytest.raises(Conflict):
        absence.cancel(cast.by)


@pytest.mark.parametrize(("zone", "today"), [("Pacific/Kiritimati", "2026-03-03"), ("Pacific/Pago_Pago", "2026-03-02")])
def test_today_is_the_firm_s_own_day(cast, zone, today):
    """R6: at noon in Portland it is Tuesday in Kiritimati and Monday in Pago Pago."""
    cast.mia.workspace.time_zone = zone
    yesterday = day(today) - dt.timedelta(days=1)
    with pytest.raises(Invalid):
        Absence.plan(cast.mia, cast.by, yesterday, yesterday)
    assert Absence.plan(cast.mia, cast.by, day(today), day(today))


def test_calendars_read_in_three_queries(cast, django_assert_num_queries):
    Absence.plan(cast.mia, cast.by, day("2026-03-03"), day("2026-03-04"), cover=cast.theo)
    calendars = Calendars(cast.north)
    with django_assert_num_queries(3):
        for member in (None, cast.mia.pk, cast.theo.pk, cast.olivia.pk):
            calendars.of(member).next_working(NOON)
            calendars.absence_on(member, NOON.date())
