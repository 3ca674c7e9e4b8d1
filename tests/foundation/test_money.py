"""Money: exact minor units, one rounding, currencies apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import CurrencyMismatch, Money, half_up, share


@pytest.mark.parametrize(
    ("major", "currency", "minor"),
    [("12.345", "USD", 1235), ("1234", "JPY", 1234), ("1.2345", "KWD", 1235), ("0.005", "EUR", 1), ("-0.005", "EUR", -1)],
)
def test_major_units_become_minor_ones(major, currency, minor):
    assert Money.of(major, currency).minor == minor


@pytest.mark.parametrize(("amount", "currency"), [("1", "XXX"), ("1000000000000", "USD"), ("NaN", "USD"), ("Infinity", "USD")])
def test_what_is_no_money_is_refused(amount, currency):
    with pytest.raises(Invalid):
        Money.of(amount, currency)


def test_currencies_are_never_added():
    with pytest.raises(CurrencyMismatch):
        Money(1, "USD") + Money(1, "EUR")


@pytest.mark.parametrize(("value", "rounded"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", -1), ("2.4999", 2)])
def test_halves_round_away_from_zero(value, rounded):
    assert half_up(Decimal(value)) == rounded


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=20).filter(any))
def test_shares_sum_to_the_whole_and_are_fair(total, weights):
    parts = share(total, weights)
    assert sum(parts) == total
    assert all(abs(part * sum(weights) - total * weight) < sum(weights) for part, weight in zip(parts, weights, strict=True))


def test_an_amount_prints_in_major_units():
    assert (str(Money(264000, "USD")), str(Money(48000, "JPY"))) == ("2640.00", "48000")
