"""Days and hours of steps, and what is news, without a database."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from clientkeep.lifecycle.retention.sequences import rules
from clientkeep.workspace.hours.rules import Calendar, Shift

UTC = dt.UTC
NINE_TO_FIVE = ((9 * 60, 17 * 60),)


def firm(zone="Europe/Berlin", closed=(), days=range(5)):
    return Calendar(zone, Shift(zone, lambda day: NINE_TO_FIVE if day.weekday() in days and day not in closed else ()))


@pytest.mark.parametrize(
    ("after", "days", "closed", "expected"),
    [
        ("2027-03-02", 1, (), "2027-03-03"),  # Tuesday to Wednesday
        ("2027-03-05", 1, (), "2027-03-08"),  # over the weekend
        ("2027-03-05", 3, ("2027-03-09",), "2027-03-11"),  # a holiday on the way
        ("2027-03-06", 0, (), "2027-03-08"),  # nothing on a Saturday
        ("2027-03-02", 0, (), "2027-03-02"),
        ("2027-03-02", 0, ("2027-03-02",), "2027-03-03"),
    ],
)
def test_working_days_are_the_firm_s(after, days, closed, expected):
    calendar = firm(closed=[dt.date.fromisoformat(day) for day in closed])
    assert rules.working_day(calendar, dt.date.fromisoformat(after), days) == dt.date.fromisoformat(expected)


def test_a_firm_that_works_on_sundays_alone_writes_on_a_weekday_all_the_same():
    assert rules.working_day(firm(days=[6]), dt.date(2027, 3, 5), 2).weekday() in range(5)


@pytest.mark.parametrize(("zone", "expected"), [("Europe/Berlin", 9), ("America/New_York", 15), ("Asia/Tokyo", 1)])
def test_the_hour_is_the_client_s(zone, expected):
    since = dt.datetime(2027, 3, 2, 8, tzinfo=UTC)
    day, moment = rules.next_moment(firm(), since, 1, 10, zone)
    assert (day, moment) == (dt.date(2027, 3, 3), dt.datetime(2027, 3, 3, expected, tzinfo=UTC))


def test_an_hour_that_has_passed_is_the_next_day_s():
    since = dt.datetime(2027, 3, 2, 12, tzinfo=UTC)
    assert rules.next_moment(firm(), since, 0, 10, "Europe/Berlin")[0] == dt.date(2027, 3, 3)
    assert rules.next_moment(firm(), since, 0, 15, "Europe/Berlin")[0] == dt.date(2027, 3, 2)


def test_the_hour_stays_over_a_clock_change():
    for month, day in ((3, 26), (10, 29)):  # the Fridays around both changes in Berlin
        since = dt.datetime(2027, month, day, 6, tzinfo=UTC)
        moment = rules.next_moment(firm(), since, 1, 10, "Europe/Berlin")[1]
        assert moment.astimezone(ZoneInfo("Europe/Berlin")).hour == 10


def test_people_see_a_step_as_its_day_begins():
    moment = dt.datetime(2027, 3, 3, 15, tzinfo=UTC)
    assert rules.opening(dt.date(2027, 3, 3), moment, "Europe/Berlin") == dt.datetime(2027, 3, 2, 23, tzinfo=UTC)
    early = dt.datetime(2027, 3, 2, 20, tzinfo=UTC)
    assert rules.opening(dt.date(2027, 3, 3), early, "Europe/Berlin") == early


BEGAN = dt.datetime(2027, 3, 2, 12, tzinfo=UTC)
HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("slug", "payload", "happened", "recorded", "expected"),
    [
        ("message.received", {}, BEGAN, BEGAN, True),
        ("message.received", {}, BEGAN - HOUR, BEGAN + HOUR, True),  # written before, fetched after
        ("message.received", {}, BEGAN - 40 * HOUR, BEGAN + HOUR, False),  # an old mailbox is read
        ("message.received", {}, BEGAN - HOUR, BEGAN - HOUR, False),  # known when it began
        ("message.received", {"automatic": True}, BEGAN + HOUR, BEGAN + HOUR, False),
        ("call.logged", {}, BEGAN - HOUR, BEGAN + HOUR, False),
        ("call.logged", {}, BEGAN + HOUR, BEGAN + 2 * HOUR, True),
        ("payment.booked", {}, BEGAN - 90 * HOUR, BEGAN + HOUR, True),
        ("document.viewed", {}, BEGAN + HOUR, BEGAN + HOUR, False),
    ],
)
def test_what_is_news(slug, payload, happened, recorded, expected):
    assert rules.is_news(slug, payload, happened, recorded, BEGAN) is expected


def test_what_people_typed_is_not_read_as_a_pattern():
    assert rules.because("letter.bounced", {"subject": "{to} and {subject}", "to": "Jo"}) == "“{to} and {subject}” to Jo came back"
    assert rules.because("message.received", {}) == "somebody replied"
