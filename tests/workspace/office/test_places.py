"""What follows from a country, and the examples of the trades."""

from zoneinfo import available_timezones

import pytest

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.workspace.office import places
from clientkeep.workspace.office.trades import TRADES, example_for


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("US", ("USD", "en-US", "America/New_York", "letter")),
        ("GB", ("GBP", "en-GB", "Europe/London", "a4")),
        ("IN", ("INR", "en-IN", "Asia/Calcutta", "a4")),
        ("CH", ("CHF", "de-CH", "Europe/Zurich", "a4")),
        ("MX", ("MXN", "es-MX", "America/Mexico_City", "letter")),
        ("KW", ("KWD", "ar-KW", "Asia/Kuwait", "a4")),
        ("VN", ("VND", "vi-VN", "Asia/Ho_Chi_Minh", "a4")),
    ],
)
def test_defaults_of_a_country(country, expected):
    found = places.defaults_of(country)
    zones = {expected[2], "Asia/Kolkata", "Asia/Saigon"} if country in ("IN", "VN") else {expected[2]}
    assert (found.currency, found.locale, found.paper_size) == (expected[0], expected[1], expected[3])
    assert found.time_zone in zones


def test_every_country_has_usable_defaults():
    zones = available_timezones()
    for country, name in places.countries():
        found = places.defaults_of(country)
        assert found.currency in DECIMALS and found.time_zone in zones, name


def test_every_trade_has_a_sentence_in_the_firms_currency():
    assert len(TRADES) >= 14
    for trade in TRADES:
        sentence = example_for(trade.slug, "EUR", "Bloom & Co")
        assert "Bloom & Co" in sentence and "{" not in sentence and "$" not in sentence


def test_an_unknown_trade_has_one_too():
    assert "500" in example_for("juggling")
