"""When an update is due, and what it says: over days, weeks and both changes of the clock."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from clientkeep.lifecycle.delivery.updates import rules
from clientkeep.lifecycle.delivery.updates.rules import Fact, Facts, Span, Weekly

BEGINNING = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
FRIDAY_THREE = Weekly(4, 15, BEGINNING)
HERE = "America/Los_Angeles"


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_the_last_moment_is_the_weekday_and_hour_on_the_clock_of_the_firm():
    assert rules.latest_slot(FRIDAY_THREE, at("2026-11-27T22:59:00"), HERE) == at("2026-11-20T23:00:00")
    assert rules.latest_slot(FRIDAY_THREE, at("2026-11-27T23:00:00"), HERE) == at("2026-11-27T23:00:00")
    assert rules.latest_slot(FRIDAY_THREE, at("2026-12-03T12:00:00"), HERE) == at("2026-11-27T23:00:00")


def test_weeks_before_it_was_chosen_are_not_made_up_for():
    chosen = Weekly(4, 15, at("2026-11-25T12:00:00"))
    assert rules.latest_slot(chosen, at("2026-11-26T12:00:00"), HERE) is None
    assert rules.latest_slot(chosen, at("2026-11-28T12:00:00"), HERE) == at("2026-11-27T23:00:00")


def test_an_hour_that_the_clock_skips_is_the_first_moment_after_it():
    """Los Angeles goes from 2:00 to 3:00 on Sunday 8 March 2026."""
    sunday_two = Weekly(6, 2, BEGINNING)
    assert rules.latest_slot(sunday_two, at("2026-03-08T09:59:59"), HERE) == at("2026-03-01T10:00:00")
    assert rules.latest_slot(sunday_two, at("2026-03-08T10:00:00"), HERE) == at("2026-03-08T10:00:00")


def test_an_hour_that_the_clock_repeats_comes_once():
    """Los Angeles lives through 1:00 to 2:00 twice on Sunday 1 November 2026."""
    sunday_one = Weekly(6, 1, BEGINNING)
    first, second = at("2026-11-01T08:30:00"), at("2026-11-01T09:30:00")
    assert rules.latest_slot(sunday_one, first, HERE) == rules.latest_slot(sunday_one, second, HERE) == at("2026-11-01T08:00:00")


@given(
    st.integers(0, 6), st.integers(0, 23), st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2030, 1, 1)),
    st.sampled_from(["America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland", "UTC"]),
)  # fmt: skip
def test_the_last_moment_never_lies_ahead_nor_more_than_a_week_back(weekday, hour, naive, zone):
    now = naive.replace(tzinfo=dt.UTC)
    slot = rules.latest_slot(Weekly(weekday, hour, BEGINNING), now, zone)
    assert slot <= now
    assert now - slot <= dt.timedelta(days=7, hours=1)
    assert rules.latest_slot(Weekly(weekday, hour, BEGINNING), slot, zone) == slot


SPAN = Span(at("2026-11-20T12:00:00"), at("2026-11-27T12:00:00"), dt.date(2026, 11, 20), dt.date(2026, 11, 27))


def test_a_letter_names_its_sections_and_leaves_out_empty_ones():
    facts = Facts(done=[Fact("Logo drawn")], needed=[Fact("Jo March: the photos", False)], money=[Fact("$2,400.00 is open in one invoice", False)])
    assert facts.has_news
    assert rules.letter(facts, SPAN, "Olivia North", "North Studio") == (
        "This is where we stand on 27 November 2026.\n\n"
        "Done since 20 November 2026:\n- Logo drawn\n\n"
        "What we need from you:\n- Jo March: the photos\n\n"
        "Invoices:\n- $2,400.00 is open in one invoice\n\n"
        "If anything looks different from your side, answer this mail.\n\nOlivia North\nNorth Studio"
    )


def test_what_only_stands_still_is_no_news():
    facts = Facts(next=[Fact("Call", False)], needed=[Fact("Photos", False)])
    assert not facts.has_news
    assert rules.NOTHING_NEW in rules.letter(facts, SPAN, "", "North Studio")
    assert not Facts().has_news


def test_a_late_promise_has_its_new_day_or_says_that_it_has_none():
    today = dt.date(2026, 11, 27)
    assert rules.late("Draft", dt.date(2026, 11, 20), dt.date(2026, 12, 4), today) == "Draft: by 4 December 2026, not by 20 November 2026 as first promised"
    assert rules.late("Draft", dt.date(2026, 11, 20), dt.date(2026, 11, 26), today) == "Draft: promised for 26 November 2026. It is late, and it has no new day yet"
    assert rules.asked("Jo", "photos", dt.date(2026, 11, 26), today) == "Jo: photos, which we expected by 26 November 2026"
    assert rules.asked("Jo", "photos", None, today) == "Jo: photos"
    assert rules.asked("", "photos", None, today) == "photos"
