import datetime as dt

import pytest

from clientkeep.foundation.ui.days import local_date, write_day, write_distance, write_exact

TODAY = dt.date(2026, 3, 3)


def test_a_day_of_this_year_has_no_year():
    assert write_day(TODAY, TODAY) == "Tue 3 Mar"
    assert write_day(dt.date(2025, 12, 31), TODAY) == "Wed 31 Dec 2025"


@pytest.mark.parametrize(
    ("gap", "due", "words"),
    [
        (0, False, "today"),
        (1, False, "tomorrow"),
        (-1, False, "yesterday"),
        (-1, True, "1 day late"),
        (4, True, "in 4 days"),
        (-9, True, "9 days late"),
        (-9, False, "9 days ago"),
        (-75, True, "75 days late"),
        (-75, False, "2 months ago"),
        (800, False, "in 2 years"),
    ],
)
def test_distances_in_words(gap, due, words):
    assert write_distance(TODAY + dt.timedelta(gap), TODAY, due=due) == words


def test_an_instant_is_dated_in_the_firms_zone():
    late_evening = dt.datetime(2026, 3, 3, 23, 30, tzinfo=dt.UTC)
    assert local_date(late_evening, "Europe/Berlin") == dt.date(2026, 3, 4)
    assert local_date(late_evening, "America/Los_Angeles") == TODAY
    assert write_exact(late_evening, "Europe/Berlin") == "Wed 4 Mar 2026, 00:30 Europe/Berlin"


def test_a_plain_date_is_its_own():
    assert local_date(TODAY, "Pacific/Auckland") == TODAY
    assert write_exact(TODAY, "UTC") == "Tue 3 Mar 2026"
