"""The wording of agendas and minutes, for any text that people write."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from clientkeep.lifecycle.onboarding.kickoffs.rules import (
    LINES,
    LONGEST_MINUTES,
    LONGEST_TEXT,
    Dated,
    Said,
    dated_line,
    decisions_in,
    listed,
    minutes,
    next_reached,
    sections_of,
    together,
)

MAY, JUNE = dt.date(2027, 5, 3), dt.date(2027, 6, 1)
LETTER = "Hello,\n\nHow it goes:\n- First\n\nWhere to reach us:\n- By mail\n- (by telephone)\n\nHow soon we answer:\n- You hear from us within a day.\nMore words.\n- no line of it"


def test_a_list_says_the_first_lines_and_how_many_more():
    assert listed(["One  line", " ", "Another"]) == "- One line\n- Another"
    assert listed(str(number) for number in range(20)).splitlines()[-1] == f"- and {20 - LINES} more"
    assert len(listed(str(number) for number in range(LINES + 1)).splitlines()) == LINES + 1
    assert listed([]) == ""


@given(st.lists(st.text(max_size=900), max_size=40))
def test_a_list_always_fits_an_item(lines):
    assert len(listed(lines)) <= LONGEST_TEXT


def test_dates_are_told_once_by_day_and_the_first_to_know_is_believed():
    told = together([Dated("Logo", MAY)], [Dated("logo", JUNE), Dated("Texts"), Dated("Site")], [Dated("Texts", JUNE)])
    assert told == [Dated("Logo", MAY), Dated("Texts", JUNE), Dated("Site")]
    assert [dated_line(each) for each in told] == ["Logo: 3 May 2027", "Texts: 1 June 2027", "Site: no day agreed yet"]
    assert next_reached(told, JUNE) == Dated("Texts", JUNE)
    assert next_reached(told, dt.date(2027, 7, 1)) is None


def test_a_letter_is_read_by_its_headings_without_what_was_left_to_be_filled():
    assert sections_of(LETTER, ("Where to reach us", "How soon we answer")) == ["By mail", "You hear from us within a day."]


def test_each_line_is_one_decision():
    assert decisions_in("- One\n\n* Two  words\r\n• One\n-") == ["One", "Two words"]


def test_minutes_leave_out_what_nothing_was_said_to():
    said = minutes("Kickoff", ["Jo"], [Said("Goals", "Calm"), Said("Dates"), Said("Scope", "", ["No signs"], ["Jo: ask"])])
    assert said == "Kickoff\nPresent: Jo\n\nGoals\nCalm\n\nScope\nDecided: No signs\nTo do: Jo: ask"


@given(st.lists(st.builds(Said, st.text(max_size=200), st.text(max_size=5_000), st.lists(st.text(max_size=100), max_size=5)), max_size=40))
def test_minutes_always_fit_the_log(items):
    assert len(minutes("Kickoff", ["Jo"], items)) <= LONGEST_MINUTES


def test_long_notes_are_cut_and_decisions_are_not():
    items = [Said(f"Item {number}", "n" * 5_000, [f"Decision {number}"]) for number in range(20)]
    text = minutes("Kickoff", [], items)
    assert all(f"Decided: Decision {number}" in text for number in range(20))
    assert text.count("the rest stands in the kickoff") == 20
