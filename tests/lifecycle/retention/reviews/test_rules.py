"""Who comes first in a review, and what is suggested."""

import datetime as dt
from dataclasses import replace

import pytest

from clientkeep.lifecycle.retention.reviews.rules import Standing, is_neglected, suggestion, urgency

TODAY = dt.date(2026, 5, 12)
WELL = Standing(silent_days=3, has_step=True, step_on=dt.date(2026, 5, 20))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "All is in hand"), ({"waits_on_us": True}, "Answer what they are waiting for."),
        ({"waits_on_us": True, "waits_late": True}, "say why it took so long"), ({"has_case": True}, "the open case"),
        ({"our_late": 1}, "the promise that is late"), ({"has_turned": True, "turned_advice": "Ring today."}, "Ring today."),
        ({"overdue": True}, "open invoice"), ({"silent_days": 61}, "Get in touch"), ({"silent_days": None}, "Get in touch"),
        ({"their_late": 2}, "what they promised"), ({"step_on": dt.date(2026, 5, 11)}, "give it a new day"),
        ({"has_step": False, "step_on": None}, "Plan the next step."),
    ],
)  # fmt: skip
def test_one_act_is_suggested(change, words):
    assert words in suggestion(replace(WELL, **change), TODAY)


@pytest.mark.parametrize("change", [{"waits_late": True}, {"has_case": True}, {"has_turned": True}, {"our_late": 1}, {"overdue": True}, {"silent_days": 90}, {"has_step": False}, {"tier": "a"}])
def test_whoever_needs_a_word_comes_before_whom_all_is_well_with(change):
    assert urgency(replace(WELL, **change), TODAY) > urgency(WELL, TODAY)


def test_the_cadence_is_the_client_s_own():
    assert is_neglected(replace(WELL, silent_days=20, cadence=14)) and not is_neglected(replace(WELL, silent_days=14, cadence=14))
