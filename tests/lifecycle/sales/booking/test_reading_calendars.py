"""Reading iCalendar: what programs write, what breaks, what is a bomb."""

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientkeep.lifecycle.sales.booking.calendars import UnreadableCalendar, read_busy

SINCE, UNTIL = dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def cal(*events, before=""):
    body = "".join(f"BEGIN:VEVENT\r\nUID:{at}\r\n{event}\r\nEND:VEVENT\r\n" for at, event in enumerate(events))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{before}{body}END:VCALENDAR\r\n"


def busy(*events, zone="Europe/Berlin", since=SINCE, until=UNTIL):
    return [(f"{start:%d %H:%M}", f"{end:%d %H:%M}") for start, end in read_busy(cal(*events), zone, since, until).times]


@pytest.mark.parametrize(("event", "expected"), [
    ("DTSTART:20260303T090000Z\r\nDTEND:20260303T100000Z", [("03 09:00", "03 10:00")]),
    ("DTSTART;TZID=Europe/Berlin:20260303T090000\r\nDURATION:PT1H30M", [("03 08:00", "03 09:30")]),
    ("DTSTART;TZID=W. Europe Standard Time:20260303T090000\r\nDURATION:PT1H", [("03 08:00", "03 09:00")]),
    ('DTSTART;TZID="America/New_York":20260303T090000\r\nDURATION:PT1H', [("03 14:00", "03 15:00")]),
    ("DTSTART;TZID=/citadel.org/20260101_1/Europe/Berlin:20260303T090000\r\nDURATION:PT1H", [("03 08:00", "03 09:00")]),
    ("DTSTART:20260303T090000\r\nDURATION:PT1H", [("03 08:00", "03 09:00")]),
    ("DTSTART;VALUE=DATE:20260303", [("02 23:00", "03 23:00")]),
    ("DTSTART;VALUE=DATE:20260329\r\nDTEND;VALUE=DATE:20260330", [("28 23:00", "29 22:00")]),
    ("DTSTART:20260303T090000Z\r\nDTEND:20260303T100000Z\r\nTRANSP:TRANSPARENT", []),
    ("DTSTART:20260303T090000Z\r\nDTEND:20260303T100000Z\r\nSTATUS:CANCELLED", []),
    ("DTSTART:20260303T090000Z", []),
    ("DTSTART:20260303T090000Z\r\nDTEND:20260303T080000Z", []),
    ("DTSTART:20260228T220000Z\r\nDTEND:20260301T020000Z", [("28 22:00", "01 02:00")]),
    ("DTSTART:20260303T090000Z\r\nSUMMARY:long\r\n words\r\nDTEND:2026\r\n 0303T100000Z", [("03 09:00", "03 10:00")]),
    ("DTSTART:20260303T090000Z\r\nDTEND:20260303T100000Z\r\nBEGIN:VALARM\r\nDTSTART:20260310T090000Z\r\nEND:VALARM", [("03 09:00", "03 10:00")]),
])  # fmt: skip
def test_single_events(event, expected):
    assert busy(event) == expected


@pytest.mark.parametrize(("event", "days"), [
    ("DTSTART:20260102T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=FR", [6, 13, 20, 27]),
    ("DTSTART:20260302T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3", [2, 3, 4]),
    ("DTSTART:20260302T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20260304T090000Z", [2, 3, 4]),
    ("DTSTART:20260302T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20260304", [2, 3, 4]),
    ("DTSTART:20260105T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=MONTHLY;BYDAY=-1MO", [30]),
    ("DTSTART:20200314T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=YEARLY", [14]),
    ("DTSTART:20260302T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=4\r\nEXDATE:20260303T090000Z,20260304T090000Z", [2, 5]),
    ("DTSTART:20260302T090000Z\r\nDURATION:PT1H\r\nRDATE:20260309T090000Z", [2, 9]),
])  # fmt: skip
def test_repeated_events(event, days):
    assert [int(start[:2]) for start, _ in busy(event)] == days


def test_the_wall_clock_holds_through_the_change_of_the_clock():
    times = busy("DTSTART;TZID=Europe/Berlin:20260326T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=5")
    assert [start for start, _ in times] == ["26 08:00", "27 08:00", "28 08:00", "29 07:00", "30 07:00"]


def test_one_date_of_a_series_is_moved_and_one_called_off():
    text = cal() .replace("END:VCALENDAR\r\n", "") + "".join(
        f"BEGIN:VEVENT\r\nUID:s\r\n{event}\r\nEND:VEVENT\r\n"
        for event in (
            "DTSTART;TZID=Europe/Berlin:20260302T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3",
            "RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000\r\nDTSTART;TZID=Europe/Berlin:20260303T140000\r\nDURATION:PT1H",
            "RECURRENCE-ID;TZID=Europe/Berlin:20260304T090000\r\nDTSTART;TZID=Europe/Berlin:20260304T090000\r\nDURATION:PT1H\r\nSTATUS:CANCELLED",
        )
    ) + "END:VCALENDAR\r\n"
    times = read_busy(text, "Europe/Berlin", SINCE, UNTIL).times
    assert [f"{start:%d %H:%M}" for start, _ in times] == ["02 08:00", "03 13:00"]


@pytest.mark.parametrize("event", [
    "SUMMARY:no beginning", "DTSTART:99999999T999999Z", "DTSTART;TZID=Nowhere/Land:20260303T090000", "DTSTART:20260230T090000Z",
    "DTSTART:20260303T090000Z\r\nDURATION:P1", "DTSTART:20260303T090000Z\r\nDTEND:x",
    "DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=SECONDLY", "DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=MINUTELY;COUNT=99999999",
    "DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:no",
    "DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;INTERVAL=0", "DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;BYEASTER=1",
    "DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=99999999999", "DTSTART:٢٠٢٦٠٣٠٣T090000Z",
])  # fmt: skip
def test_what_cannot_be_understood_is_counted_and_the_rest_is_read(event):
    begun = time.process_time()
    found = read_busy(cal(event, "DTSTART:20260305T090000Z\r\nDTEND:20260305T100000Z"), "UTC", SINCE, UNTIL)
    assert found.unread == 1 and len(found.times) == 1
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("text", ["", "<html>Sign in</html>", "BEGIN:VCARD\r\nEND:VCARD", cal("DTSTART:20260303T090000Z")[:-20], "\x00" * 1000, "BEGIN:X\n" * 50])
def test_what_is_no_calendar_is_said_in_words(text):
    with pytest.raises(UnreadableCalendar) as problem:
        read_busy(text, "UTC", SINCE, UNTIL)
    assert str(problem.value).endswith(".") and "Sign in" not in str(problem.value)


def test_too_much_is_not_read_for_ever():
    daily = "DTSTART:19000101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY"
    begun = time.process_time()
    with pytest.raises(UnreadableCalendar):
        read_busy(cal(*[daily.replace("09", f"{at % 24:02}", 1) for at in range(2_000)]), "UTC", SINCE, UNTIL, ticking=iter(range(0, 10_000, 1)).__next__)
    with pytest.raises(UnreadableCalendar):
        read_busy("BEGIN:VCALENDAR\n" + "X:y\n" * 600_000, "UTC", SINCE, UNTIL)
    assert time.process_time() - begun < 20


LINES = st.lists(st.sampled_from([
    "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "BEGIN:VCALENDAR", "DTSTART:20260303T090000Z", "DTSTART;VALUE=DATE:20260303", "DTEND:20260101",
    "DURATION:-PT1H", "DURATION:P9999W", "RRULE:FREQ=WEEKLY;BYDAY=XX", "RRULE:FREQ=YEARLY;BYYEARDAY=400", "RRULE:;;==", "EXDATE:x", "RDATE:20260309",
    "RECURRENCE-ID:20260303T090000Z", "UID:1", "TRANSP:OPAQUE", " folded", ":", ";", "DTSTART;TZID=:20260303T090000",
    "RRULE:FREQ=MONTHLY;BYSETPOS=400;BYDAY=MO", "DTSTART:00010101T000000Z", "DTSTART:99991231T235959Z", "DTSTART;TZID=../../etc/passwd:20260303T090000",
]), max_size=25)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_whatever_the_lines_say_it_is_read_or_refused_in_words(lines):
    try:
        found = read_busy("\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]), "America/Los_Angeles", SINCE, UNTIL)
    except UnreadableCalendar:
        return
    assert all(start < end for start, end in found.times)
    assert all(one[1] < other[0] for one, other in zip(found.times, found.times[1:], strict=False))
