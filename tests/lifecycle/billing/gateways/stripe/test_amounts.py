"""Our minor units and Stripe's, both ways. The figures are set by hand from Stripe's currency page."""

import pytest

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.gateways.protocol import Unreadable
from clientkeep.lifecycle.billing.gateways.stripe.amounts import (
    EXPONENTS,
    MULTIPLES,
    fee_from_stripe,
    from_stripe,
    to_stripe,
)
from tests.fakes.stripe import currencies as stripes

VECTORS = [
    # currency, major, our minor units, Stripe's amount
    ("USD", "10", 1000, 1000),
    ("EUR", "0.50", 50, 50),
    ("HUF", "175", 17500, 17500),
    ("TWD", "800.45", 80045, 80045),
    ("JPY", "500", 500, 500),
    ("KRW", "50000", 50000, 50000),
    ("CLP", "10000", 10000, 10000),
    ("VND", "25000", 25000, 25000),
    ("XOF", "655", 655, 655),
    ("XPF", "119", 119, 119),
    ("RWF", "1", 1, 1),
    ("MGA", "4500", 450000, 4500),
    ("KWD", "5.12", 5120, 5120),
    ("BHD", "0.01", 10, 10),
    ("JOD", "1", 1000, 1000),
    ("OMR", "12.34", 12340, 12340),
    ("TND", "100", 100000, 100000),
    ("ISK", "5", 5, 500),
    ("UGX", "5000", 5000, 500000),
]


@pytest.mark.parametrize(("currency", "major", "minor", "amount"), VECTORS)
def test_vectors_both_ways(currency, major, minor, amount):
    assert Money.of(major, currency).minor == minor
    assert to_stripe(minor, currency) == amount
    assert from_stripe(amount, currency) == minor
    assert from_stripe(amount, currency.lower()) == minor


@pytest.mark.parametrize(
    ("currency", "minor", "finest"),
    [
        ("KWD", 5124, "two decimals"),
        ("TND", 1, "two decimals"),
        ("MGA", 450050, "whole units"),
        ("MGA", 20, "whole units"),
    ],
)
def test_an_amount_too_fine_for_stripe_is_refused_and_never_rounded(currency, minor, finest):
    with pytest.raises(Invalid, match=finest) as caught:
        to_stripe(minor, currency)
    assert caught.value.field == "amount"


@pytest.mark.parametrize("currency", ["IQD", "LYD", "CLF", "IRR", "XXX", "usd", ""])
def test_a_currency_that_stripe_does_not_take_is_refused(currency):
    with pytest.raises(Invalid) as caught:
        to_stripe(1000, currency)
    assert caught.value.field == "currency"


@pytest.mark.parametrize("minor", [0, -1])
def test_nothing_to_pay_is_refused(minor):
    with pytest.raises(Invalid, match="nothing to pay"):
        to_stripe(minor, "USD")


@pytest.mark.parametrize(("currency", "amount"), [("isk", 550), ("ugx", 1), ("xxx", 100), ("iqd", 1000)])
def test_an_amount_from_stripe_that_we_cannot_hold_is_not_guessed(currency, amount):
    with pytest.raises(Unreadable):
        from_stripe(amount, currency)


@pytest.mark.parametrize(
    ("currency", "amount", "minor"),
    [
        ("usd", 320, 320), ("jpy", 48, 48), ("kwd", 155, 155), ("mga", 131, 13100),
        ("isk", 13049, 130), ("isk", 13050, 131), ("isk", 0, 0), ("ugx", 1015030, 10150), ("xxx", 5, None),
    ],
)  # fmt: skip
def test_a_fee_may_have_a_fraction_and_is_rounded_half_up(currency, amount, minor):
    assert fee_from_stripe(amount, currency) == minor


@pytest.mark.parametrize("currency", sorted(EXPONENTS))
def test_every_currency_comes_back_as_it_went(currency):
    for major in (1, 7, 1999, 250000):
        minor = Money.of(major, currency).minor
        assert from_stripe(to_stripe(minor, currency), currency) == minor


@pytest.mark.parametrize("currency", sorted(EXPONENTS))
def test_the_table_agrees_with_one_written_apart(currency):
    """A return check by the same wrong constant would match: so the payment page counts by a table of its own."""
    shown = stripes.shown(to_stripe(Money.of(1234, currency).minor, currency), currency.lower())
    assert shown.lstrip("$€£¥ABCDEFGHIJKLMNOPQRSTUVWXYZ ").split(".")[0] == "1,234"
    stripes.check_divisible(MULTIPLES.get(currency, 1), currency.lower(), "amount")


def test_we_take_no_currency_that_stripe_or_iso_lacks():
    assert {code.lower() for code in EXPONENTS} <= set(stripes.SUPPORTED)
    assert set(EXPONENTS) <= set(DECIMALS)
