"""Sums of money and rates."""

from decimal import Decimal

import pytest

from clientkeep.lifecycle.billing.compose.lexer import lex
from clientkeep.lifecycle.billing.compose.money import Purse, read_rate


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("$1,200.50", "1200.50", "USD"), ("$3K", 3000, "USD"), ("EUR 500", 500, "EUR"), ("500 chf", 500, "CHF"),
        ("75 quid", 75, "GBP"), ("a hundred bucks", 100, "USD"), ("350.00€", 350, "EUR"), ("C$40", 40, "CAD"),
        ("$40 CAD", 40, "CAD"), ("¥3,000", 3000, "JPY"), ("fifty cents", "0.50", "USD"), ("45p", "0.45", "GBP"),
        ("800 Swiss francs", 800, "CHF"), ("two dollars and fifty cents", "2.50", "USD"), ("-$40", 40, "USD"),
        ("USD800", 800, "USD"),
    ],
)  # fmt: skip
def test_sum(text, value, currency):
    tokens = lex(text)
    found = Purse("USD").read(tokens, 0)
    assert (found.value, found.currency, found.end) == (Decimal(str(value)), currency, len(tokens))


@pytest.mark.parametrize("text", ["450", "Bob 40", "pen 5", "all 3", "3 logos", "top 10"])
def test_no_sum(text):
    assert Purse("USD").read(lex(text), 0) is None


@pytest.mark.parametrize(("own", "meant"), [("CAD", "CAD"), ("EUR", "USD"), ("HKD", "HKD"), ("GBP", "USD")])
def test_dollar_is_the_firms_own_where_it_is_a_dollar(own, meant):
    assert Purse(own).symbol("$") == meant


def test_yen_sign_is_yuan_for_a_firm_in_yuan():
    assert Purse("CNY").symbol("¥") == "CNY"


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("/hr", "hour"),
        ("per word", "word"),
        ("a month", "month"),
        ("each", "item"),
        ("per quarter", "quarter"),
        ("per session", "item"),
    ],
)
def test_rate(text, per):
    assert read_rate(lex(text), 0).per == per


def test_no_rate():
    assert read_rate(lex("for logos"), 0) is None
    assert read_rate(lex("a logo"), 0) is None
