"""Working time against a model that looks at each minute, over nights, lunch, days off and changes of the clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.hours.rules import MIDNIGHT, Calendar, Shift, parse_blocks, write_blocks

MINUTE = dt.timedelta(minutes=1)
# Both ends of the world, both hemispheres, half an hour on Lord Howe, and clocks that turn at midnight.
ZONES = [
    "UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Australia/Sydney",
    "Australia/Lord_Howe", "America/Santiago", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago",
    "Pacific/Niue", "Asia/Kathmandu", "Asia/Beirut", "America/Havana", "Africa/Cairo", "America/St_Johns",
]  # fmt: skip
NINE_TO_SIX = ((540, 780), (840, 1080))
WEEKDAYS = (NINE_TO_SIX,) * 5 + ((), ())


def calendar(zone, week, off=frozenset()):
    return Calendar(zone, Shift(zone, lambda day: () if day in off else week[day.weekday()]))


def is_worked(moment, zone, week, off):
    """The slow model: what the clock on the wall shows at this minute."""
    wall = moment.astimezone(ZoneInfo(zone))
    minutes = wall.hour * 60 + wall.minute
    return wall.date() not in off and any(start <= minutes < end for start, end in week[wall.weekday()])


def changes_of_2026():
    """Each moment of 2026 at which one of the zones changes its offset."""
    found = []
    for name in ZONES:
        zone, at = ZoneInfo(name), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        while at.year == 2026:
            if at.astimezone(zone).utcoffset() != (at + dt.timedelta(hours=1)).astimezone(zone).utcoffset():
                found.append((name, at))
            at += dt.timedelta(hours=1)
    return found


CHANGES = changes_of_2026()


@st.composite
def blocks(draw):
    edges = sorted(draw(st.sets(st.sampled_from([0, 15, 60, 90, 120, 150, 180, 540, 780, 840, 1080, 1380, 1410, MIDNIGHT]), max_size=6)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


weeks = st.tuples(*[blocks() for _ in range(7)])
around = st.one_of(
    st.sampled_from(CHANGES),
    st.tuples(st.sampled_from(ZONES), st.datetimes(dt.datetime(2025, 12, 28), dt.datetime(2027, 1, 3)).map(lambda at: at.replace(tzinfo=dt.UTC, second=0, microsecond=0))),
)


def test_the_zones_change_their_clocks_where_it_is_hard():
    assert {zone for zone, _ in CHANGES} >= {"Europe/Berlin", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut"}


@settings(max_examples=150, deadline=None)
@given(around=around, week=weeks, back=st.integers(0, 3000), minutes=st.integers(0, 4000), off=st.integers(-2, 5))
def test_every_minute_counts_as_the_wall_clock_shows_it(around, week, back, minutes, off):
    zone, near = around
    since = near - back * MINUTE
    away = frozenset({(near + dt.timedelta(days=off)).date()})
    made = calendar(zone, week, away)
    counted = sum(is_worked(since + number * MINUTE, zone, week, away) for number in range(minutes))
    assert made.working_seconds(since, since + minutes * MINUTE) == counted * 60


@settings(max_examples=100, deadline=None)
@given(around=around, week=weeks, back=st.integers(0, 1500), minutes=st.integers(1, 600))
def test_adding_gives_the_first_moment_at_which_so_much_was_worked(around, week, back, minutes):
    zone, near = around
    start = near - back * MINUTE
    made = calendar(zone, week)
    end = made.add_working(start, minutes * MINUTE)
    if end is None:
        assert not any(week)
        return
    assert made.working_seconds(start, end) == minutes * 60
    assert is_worked(end - MINUTE, zone, week, ())
    assert made.working_seconds(start, end - MINUTE) == (minutes - 1) * 60


@settings(max_examples=100, deadline=None)
@given(around=around, week=weeks, back=st.integers(0, 1500))
def test_the_next_working_moment_is_the_first(around, week, back):
    zone, near = around
    moment = near - back * MINUTE
    found = calendar(zone, week).next_working(moment)
    if not any(week):
        assert found is None
        return
    at = moment
    while not is_worked(at, zone, week, ()):
        at += MINUTE
        if at - moment > dt.timedelta(days=9):
            break
    assert found == at


@settings(max_examples=60, deadline=None)
@given(around=around, week=weeks, back=st.integers(0, 1500), days=st.integers(0, 3))
def test_a_business_day_ends_with_its_last_working_minute(around, week, back, days):
    zone, near = around
    moment = near - back * MINUTE
    found = calendar(zone, week).end_of_business_day(moment, days)
    here = moment.astimezone(ZoneInfo(zone)).date()
    last: dict = {}
    at = moment.replace(minute=moment.minute // 15 * 15) - dt.timedelta(days=1)
    while at < moment + dt.timedelta(days=30):
        if is_worked(at, zone, week, ()):
            last[at.astimezone(ZoneInfo(zone)).date()] = at + 15 * MINUTE
        at += 15 * MINUTE
    if not any(week):
        assert found is None
        return
    later = [end for day, end in sorted(last.items()) if day > here]
    same = last.get(here)
    expected = same if days == 0 and same and same > moment else later[max(days, 1) - 1]
    assert found == expected


def test_lunch_night_and_weekend_are_not_counted():
    made = calendar("America/New_York", WEEKDAYS)
    friday = dt.datetime(2026, 3, 6, 17, 0, tzinfo=ZoneInfo("America/New_York"))
    # One hour on Friday, then Monday from nine, an hour earlier by the sun since the clock changed on Sunday.
    monday = made.add_working(friday, dt.timedelta(hours=6))
    assert monday.astimezone(ZoneInfo("America/New_York")) == dt.datetime(2026, 3, 9, 15, 0, tzinfo=ZoneInfo("America/New_York"))
    assert monday - friday == dt.timedelta(hours=69)
    assert made.end_of_business_day(friday, 1).astimezone(ZoneInfo("America/New_York")).hour == 18


@pytest.mark.parametrize(("text", "blocks"), [
    ("9-17", ((540, 1020),)), ("14:00-18:00, 9:00–13:00", NINE_TO_SIX), ("", ()), ("0:00-24:00", ((0, 1440),)),
    ("22.30 to 24.00", ((1350, 1440),)),
])  # fmt: skip
def test_hours_are_read_as_people_write_them(text, blocks):
    assert parse_blocks(text) == blocks
    assert parse_blocks(write_blocks(blocks)) == blocks


@pytest.mark.parametrize("text", ["nine to five", "17-9", "9-13, 12-17", "9:70-10", "9-25", "9-9", "9", "1-2," * 9, "９-１７"])
def test_what_is_no_time_is_refused_in_words(text):
    with pytest.raises(Invalid) as refused:
        parse_blocks(text, "monday")
    assert refused.value.field == "monday"


def test_a_hundred_thousand_answers_are_quick():
    import time

    made = calendar("Europe/Berlin", WEEKDAYS)
    begun, at = time.perf_counter(), dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    for number in range(100_000):
        since = at + number * 7 * MINUTE
        made.working_seconds(since, since + 600 * MINUTE)
        made.add_working(since, 240 * MINUTE)
    assert time.perf_counter() - begun < 10
