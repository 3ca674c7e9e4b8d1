"""Quantities with a listed unit."""

from decimal import Decimal

import pytest

from clientkeep.lifecycle.billing.compose.lexer import lex
from clientkeep.lifecycle.billing.compose.quantities import read_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3 hours", 3, "hour"), ("2.5h", "2.5", "hour"), ("1h30", "1.5", "hour"), ("1 hr 15 min", "1.25", "hour"),
        ("an hour and a half", "1.5", "hour"), ("half a day", "0.5", "day"), ("half an hour", "0.5", "hour"),
        ("two and a half hours", "2.5", "hour"), ("2 hours and 30 minutes", "2.5", "hour"), ("3,400 words", 3400, "word"),
        ("220 pp", 220, "page"), ("a week", 1, "week"), ("12 mo", 12, "month"), ("1/2 day", "0.5", "day"),
    ],
)  # fmt: skip
def test_quantity(text, value, unit):
    tokens = lex(text)
    found = read_quantity(tokens, 0)
    assert (found.value, found.unit, found.end) == (Decimal(str(value)), unit, len(tokens))


def test_minutes_stay_minutes_until_the_price_is_hourly():
    found = read_quantity(lex("90 minutes"), 0)
    assert (found.value, found.unit) == (90, "minute")
    assert found.in_hours().value == Decimal("1.5")


@pytest.mark.parametrize("text", ["3 logos", "40 page brochure", "3 day workshop", "hours"])
def test_things_and_adjectives_are_no_quantity(text):
    assert read_quantity(lex(text), 0) is None
