"""Quiet hours and digest windows over both changes of the clock; what goes into a webhook and what is kept of its answer."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.notices.rules import (
    escaped,
    next_window,
    parse_time,
    parse_windows,
    pause_after,
    quiet_end,
    safe_words,
    write_time,
)

BERLIN = "Europe/Berlin"


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "now, since, until, ends",
    [
        ("2026-01-15 18:30", "19:00", "7:30", "2026-01-16 06:30"),  # 19:30 there
        ("2026-01-15 17:59", "19:00", "7:30", None),
        ("2026-01-16 06:29", "19:00", "7:30", "2026-01-16 06:30"),
        ("2026-01-16 06:30", "19:00", "7:30", None),
        ("2026-01-15 11:30", "12:00", "13:00", "2026-01-15 12:00"),
        # Spring: 2:00 becomes 3:00 on 29 March at 1:00 UTC. The night is an hour shorter.
        ("2026-03-28 22:00", "22:00", "6:00", "2026-03-29 04:00"),
        ("2026-03-29 00:30", "22:00", "2:30", "2026-03-29 01:30"),  # 2:30 is skipped: 3:30 on the wall
        ("2026-03-29 00:30", "2:30", "3:15", None),
        # Autumn: 3:00 becomes 2:00 on 25 October at 1:00 UTC. The night is an hour longer.
        ("2026-10-24 20:30", "22:00", "6:00", "2026-10-25 05:00"),
        ("2026-10-25 00:10", "22:00", "2:30", "2026-10-25 01:30"),  # 2:30 comes twice: quiet until the second
        ("2026-10-25 01:20", "22:00", "2:30", "2026-10-25 01:30"),
        ("2026-10-25 01:31", "22:00", "2:30", None),
    ],
)
def test_quiet_hours_end_when_the_wall_says_so(now, since, until, ends):
    found = quiet_end(utc(now), BERLIN, parse_time(since, "x"), parse_time(until, "x"))
    assert found == (utc(ends) if ends else None)


@pytest.mark.parametrize(
    "now, windows, then",
    [
        ("2026-01-15 06:00", "9:00, 16:00", "2026-01-15 08:00"),
        ("2026-01-15 08:00", "9:00, 16:00", "2026-01-15 15:00"),
        ("2026-01-15 15:00", "9:00, 16:00", "2026-01-16 08:00"),
        ("2026-03-28 16:00", "9:00", "2026-03-29 07:00"),  # summer time began in between
        ("2026-03-28 23:00", "2:30", "2026-03-29 01:30"),  # skipped: 3:30 on the wall, once
        ("2026-03-29 01:30", "2:30", "2026-03-30 00:30"),
        ("2026-10-24 23:00", "2:30", "2026-10-25 00:30"),  # twice on the wall: the first alone
        ("2026-10-25 00:30", "2:30", "2026-10-26 01:30"),
    ],
)
def test_each_window_comes_once_a_day(now, windows, then):
    assert next_window(utc(now), BERLIN, parse_windows(windows, "x")) == utc(then)


ZONES = st.sampled_from(["Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"])
MOMENTS = st.integers(0, 5_256_000).map(lambda minutes: dt.datetime(2020, 1, 2, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes))
MINUTES = st.integers(0, 1_439)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(MOMENTS, ZONES, MINUTES, MINUTES)
def test_after_the_quiet_it_is_not_quiet(now, zone, since, until):
    ends = quiet_end(now, zone, since, until)
    if ends is None:
        return
    assert now < ends <= now + dt.timedelta(hours=26)
    assert quiet_end(ends, zone, since, until) is None


@UNHURRIED
@given(MOMENTS, ZONES, st.lists(MINUTES, min_size=1, max_size=6))
def test_a_window_is_ahead_and_stands_until_it_has_come(now, zone, windows):
    then = next_window(now, zone, windows)
    assert now < then <= now + dt.timedelta(hours=50)
    assert next_window(then - dt.timedelta(seconds=1), zone, windows) == then
    wall = then.astimezone(ZoneInfo(zone))
    assert any((wall.hour * 60 + wall.minute - minute) % 30 == 0 for minute in windows)


def test_times_are_read_and_written():
    assert [parse_time(text, "x") for text in ("9", "9:05", "16.30", " ")] == [540, 545, 990, None]
    assert [write_time(each) for each in (540, 545, None)] == ["9:00", "9:05", ""]
    assert parse_windows("16:00, 9, 9:00", "x") == [540, 960]
    for wrong in ("25:00", "9:60", "nine", "-1", "9:00:00", "٩"):
        with pytest.raises(Invalid) as refused:
            parse_time(wrong, "quiet_since")
        assert refused.value.field == "quiet_since"
    for wrong in ("", " , ", "1,2,3,4,5,6,7"):
        with pytest.raises(Invalid):
            parse_windows(wrong, "windows")


def test_slack_reads_no_command_in_what_somebody_wrote():
    assert escaped("<!channel> & <https://evil.example|your bank>") == "&lt;!channel&gt; &amp; &lt;https://evil.example|your bank&gt;"
    assert len(escaped("x" * 9_000)) == 3_000


def test_of_an_answer_200_safe_signs_are_kept():
    assert safe_words(b"no_service\r\n\x1b[31m\x00") == "no_service [31m"
    assert safe_words(b"\xff<b>" + b"y" * 900) == ("\ufffd<b>" + "y" * 900)[:200]


def test_pauses_grow_to_half_a_day():
    assert [pause_after(failures).total_seconds() / 60 for failures in (1, 2, 3, 4, 5, 6, 60)] == [1, 5, 30, 120, 360, 720, 720]
