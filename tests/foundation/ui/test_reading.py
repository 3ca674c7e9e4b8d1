import datetime as dt

from clientkeep.foundation import clock
from clientkeep.foundation.ui.reading import Reading, reading, reading_as


def test_a_reader_is_set_for_a_block_and_no_longer():
    german = Reading("de_DE", "EUR", "Europe/Berlin")
    with reading_as(german):
        assert reading() == german
    assert reading() == Reading()


def test_today_is_the_readers_day():
    with clock.moved(dt.datetime(2026, 3, 3, 23, 30, tzinfo=dt.UTC)):
        assert Reading(zone="Europe/Berlin").today == dt.date(2026, 3, 4)
        assert Reading(zone="UTC").today == dt.date(2026, 3, 3)
