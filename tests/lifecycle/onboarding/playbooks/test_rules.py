"""What a step counts from, whether it is needed, and what it waits for."""

import datetime as dt

import pytest

from clientkeep.lifecycle.onboarding.playbooks.rules import Standing, counts_from, holds, mentions, waits_for
from clientkeep.workspace.hours.rules import Calendar, Shift, working_day

BEGAN, ENDED = dt.date(2027, 3, 2), dt.date(2027, 3, 4)
STEPS = {
    "done": Standing("Send the logo", "done", ENDED), "skipped": Standing("Send the fonts", "skipped", ENDED),
    "open": Standing("Sign", "open", None), "out": Standing("Not needed", "left_out", ENDED),
}  # fmt: skip


@pytest.mark.parametrize(("after", "day"), [("", BEGAN), ("done", ENDED), ("skipped", ENDED), ("out", ENDED), ("open", None), ("gone", BEGAN)])
def test_a_step_counts_from_the_start_or_from_the_end_of_another(after, day):
    assert counts_from(after, STEPS, BEGAN) == day


@pytest.mark.parametrize(
    ("only", "verdict"),
    [
        ({}, True), ({"step": "done", "is": "done"}, True), ({"step": "done", "is": "skipped"}, False), ({"step": "skipped", "is": "skipped"}, True),
        ({"step": "out", "is": "done"}, False), ({"step": "open", "is": "done"}, None), ({"field": "country", "is": "de"}, True),
        ({"field": "country", "is": "FR"}, False), ({"field": "tag", "is": "VIP"}, True), ({"field": "custom:size", "is": "10"}, False),
    ],
)  # fmt: skip
def test_a_condition_asks_about_a_step_or_a_field(only, verdict):
    assert holds(only, STEPS, {"country": ["DE"], "tag": ["retail", "vip"]}) is verdict


def test_what_a_step_waits_for_is_said_once_in_words():
    assert waits_for("open", {"step": "open", "is": "done"}, STEPS) == "“Sign”"
    assert waits_for("done", {"field": "tier", "is": "a"}, STEPS) == ""


@pytest.mark.parametrize(("wanted", "found"), [("", True), ("web  site", True), ("Logo", False)])
def test_an_agreement_mentions_words_whatever_their_case(wanted, found):
    assert mentions(wanted, ["A new Web Site", "Hosting"]) is found


def test_a_firm_that_works_on_saturdays_counts_them_where_nobody_else_has_to():
    calendar = Calendar("Europe/Berlin", Shift("Europe/Berlin", lambda day: () if day.weekday() == 6 else ((9 * 60, 17 * 60),)))
    friday = dt.date(2027, 3, 5)
    assert working_day(calendar, friday, 1) == dt.date(2027, 3, 6)
    assert working_day(calendar, friday, 1, range(5)) == dt.date(2027, 3, 8)
