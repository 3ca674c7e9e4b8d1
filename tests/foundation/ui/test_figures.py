import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.foundation.ui.figures import _shape, currency_sign, write_money, write_number


@pytest.mark.parametrize(
    ("minor", "currency", "locale", "home", "written"),
    [
        (240000, "USD", "en_US", "USD", "$2,400.00"),
        (-12050, "USD", "en_US", "USD", "−$120.50"),
        (0, "USD", "en_US", "USD", "$0.00"),
        (5, "USD", "en_US", "USD", "$0.05"),
        (1250000, "EUR", "en_US", "USD", "EUR\u00a012,500.00"),
        (1250000, "EUR", "de_DE", "EUR", "12.500,00\u00a0€"),
        (1250000, "USD", "de_DE", "EUR", "12.500,00\u00a0USD"),
        (45000, "JPY", "en_US", "USD", "JPY\u00a045,000"),
        (1234567, "KWD", "en_US", "KWD", "KWD\u00a01,234.567"),
        (240000, "ZAR", "en_ZA", "ZAR", "R\u00a02\u00a0400,00"),
        (240000, "SEK", "sv_SE", "SEK", "2\u00a0400,00\u00a0kr"),
        (-240000, "BRL", "pt_BR", "BRL", "−R$\u00a02.400,00"),
        (123456789, "INR", "en_IN", "INR", "₹12,34,567.89"),
        (1234567, "CHF", "de_CH", "CHF", "CHF\u00a012’345.67"),
        (1234, "HUF", "en_US", "USD", "HUF\u00a012.34"),
    ],
)
def test_money_is_written_as_the_reader_expects(minor, currency, locale, home, written):
    assert write_money(minor, currency, locale, home) == written


def test_the_code_can_be_demanded():
    assert write_money(100, "USD", "en_US", "USD", code=True) == "USD\u00a01.00"


def test_an_unknown_locale_is_read_as_english():
    assert write_money(240000, "USD", "xx_YY", "USD") == "$2,400.00"


def test_an_unknown_currency_is_an_error():
    with pytest.raises(KeyError):
        write_money(1, "ZZZ", "en_US", "USD")


@given(st.integers(-(10**14), 10**14), st.sampled_from(["USD", "JPY", "KWD"]))
def test_the_digits_are_never_changed(minor, currency):
    written = write_money(minor, currency, "en_US", "USD")
    assert int("".join(filter(str.isdigit, written))) == abs(minor)
    assert written.startswith("−") == (minor < 0)


def test_a_locale_is_read_once_for_a_whole_list():
    write_money(1, "USD", "en_US", "USD")
    before = _shape.cache_info().misses
    for minor in range(50):
        write_money(minor, "USD", "en_US", "USD")
    assert _shape.cache_info().misses == before


def test_an_input_shows_the_readers_point_and_no_groups():
    assert write_number(240050, "EUR", "de_DE") == "2400,50"
    assert write_number(-45000, "JPY", "en_US") == "-45000"


def test_the_sign_beside_an_input():
    assert currency_sign("USD", "en_US", "USD") == "$"
    assert currency_sign("EUR", "en_US", "USD") == "EUR"
