"""Free times in plain Python, against a slow model that asks each minute."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from clientkeep.lifecycle.sales.booking.rules import MINUTE, QUARTER, Shape, free_starts
from clientkeep.workspace.hours.rules.hours import merged

DAY = 24 * 60


def _slow(work, busy, taken, shape, earliest, latest):
    """Minute by minute: the meeting inside one stretch of work, nothing of its span busy or in a taken quarter."""
    found = []
    for begins, ends in work:
        start = -(-begins // 15) * 15
        while start + shape.minutes <= ends:
            span = range(start - shape.before, start + shape.minutes + shape.after)
            hit = any(any(s <= m < e for s, e in busy) or m // 15 in taken for m in span)
            if earliest <= start < latest and not hit:
                found.append(start)
            start += 15 if shape.minutes < 30 else 30
    return found


spans = st.lists(st.tuples(st.integers(0, DAY), st.integers(1, 200)).map(lambda each: (each[0], each[0] + each[1])), max_size=5)


@settings(max_examples=150, deadline=None)
@given(
    work=spans, busy=spans, taken=st.sets(st.integers(0, 110), max_size=8),
    shape=st.builds(Shape, st.integers(5, 120), st.integers(0, 40), st.integers(0, 40)),
    earliest=st.integers(0, DAY), latest=st.integers(0, 2 * DAY),
)  # fmt: skip
def test_free_times_are_those_of_the_slow_model(work, busy, taken, shape, earliest, latest):
    work, busy = merged(work), merged(busy)
    asked = [[(s * MINUTE, e * MINUTE) for s, e in rows] for rows in (work, busy)]
    fast = free_starts(*asked, taken, shape, earliest * MINUTE, latest * MINUTE)
    assert [each // MINUTE for each in fast] == _slow(work, busy, taken, shape, earliest, latest)


def test_every_zone_lies_whole_quarters_from_utc():
    """The promise on which claims of quarter-hours rest."""
    from zoneinfo import ZoneInfo

    from clientkeep.lifecycle.sales.booking.zones import zones

    for name in zones():
        for month in (1, 7):
            offset = dt.datetime(2026, month, 1, tzinfo=ZoneInfo(name)).utcoffset()
            assert offset.total_seconds() * 1_000_000 % QUARTER == 0, name


def test_a_meeting_claims_each_quarter_that_it_touches():
    assert list(Shape(20).quarters(0)) == [0, 1]
    assert list(Shape(30, 15, 1).quarters(4 * QUARTER)) == [3, 4, 5, 6]
