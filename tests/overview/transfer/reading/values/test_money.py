"""Amounts: every usual dress, and never a guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.overview.transfer.reading.values.money import amount, decimal_mark, decimal_mark_needed


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("$1,234.50", "1234.50", ""), ("1.234,50 €", "1234.50", "EUR"), ("(12.00)", "-12.00", ""), ("12-", "-12", ""),
        ("$-142.85", "-142.85", ""), ("-$5", "-5", ""), ("$(12.00)", "-12.00", ""), ("CHF 1’234.50", "1234.50", "CHF"),
        ("1 234,5 €", "1234.5", "EUR"), ("EUR 5", "5", "EUR"), ("-1.00 EUR", "-1.00", "EUR"), ("1,23,456.00", "123456.00", ""),
        ("0.125", "0.125", ""), ("1.234.567", "1234567", ""), ("£7", "7", "GBP"), ("US$ 3.10", "3.10", "USD"),
        ("12,00-", "-12.00", ""), ("−3.5", "-3.5", ""), ("+4", "4", ""), (".5", "0.5", ""),
    ],
)  # fmt: skip
def test_usual_dresses(text, value, currency):
    read = amount(text).value
    assert (read.value, read.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["", "-", "--", "   "])
def test_nothing_is_nothing(text):
    assert amount(text).value is None and not amount(text).problem


@pytest.mark.parametrize("text", ["abc", "1e5", "１２３", "1_000", "NaN", "Infinity", "12 apples", "1.2.3,4,5", "((1))", "(1", "9" * 30, "1 - 2", "$5 €"])
def test_what_is_no_amount_is_said(text):
    assert amount(text).value is None and "not an amount" in amount(text).problem


@pytest.mark.parametrize("text", ["1.234", "€1.200", "1,234", "USD 12,345"])
def test_two_readings_are_a_question(text):
    assert amount(text).value is None and "two ways" in amount(text).problem
    assert amount(text, ".").value.value != amount(text, ",").value.value


def test_the_column_settles_what_one_value_cannot():
    assert decimal_mark(["1.234", "5,50"]) == "," and not decimal_mark_needed(["1.234", "5,50"])
    assert decimal_mark(["1.50", "2,50"]) is None and decimal_mark_needed(["1.234", "12"])


@given(st.decimals(min_value=-10**9, max_value=10**9, places=2), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]))
def test_grouped_amounts_read_back(value, marks):
    group, mark = marks
    text = f"{value:,.2f}".replace(",", "G").replace(".", mark).replace("G", group)
    assert amount(text, mark).value.value == value
