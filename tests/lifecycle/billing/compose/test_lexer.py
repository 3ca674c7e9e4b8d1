"""Tokens, their places and their numbers."""

from decimal import Decimal

from clientkeep.lifecycle.billing.compose.lexer import lex


def texts(text):
    return [token.text for token in lex(text)]


def kinds(text):
    return [token.kind for token in lex(text)]


def test_places_are_code_points():
    text = "Café 🎂 $1,200.50\nnet 30"
    assert all(text[token.start : token.end] == token.text for token in lex(text))


def test_numbers_with_what_is_glued_to_them():
    values = {token.text: token.value for token in lex("1,200.50 2.4k .60 ½ 3rd")}
    assert values == {
        "1,200.50": Decimal("1200.50"),
        "2.4k": Decimal(2400),
        ".60": Decimal("0.60"),
        "½": Decimal("0.5"),
        "3rd": Decimal(3),
    }
    assert texts("2.5h") == ["2.5", "h"]
    assert texts("2x40") == ["2", "x", "40"]
    assert kinds("1h30") == ["duration"]


def test_names_made_of_digits_are_words():
    assert kinds("3M 4x4s INV-0042") == ["word", "word", "word"]


def test_million_only_after_a_currency_sign():
    assert lex("$2m")[1].value == 2_000_000
    assert lex("2m")[0].kind == "word"


def test_dates_and_addresses_stay_whole():
    assert kinds("2026-04-15 3/4/2026 kit@books.example") == ["date", "date", "email"]


def test_spaced_thousands_need_a_currency_beside_them():
    assert lex("NOK 18 000")[1].value == 18000
    assert [token.value for token in lex("room 18 000")][1:] == [18, 0]


def test_decimal_comma_is_read_as_written_abroad():
    assert lex("1.234,50")[0].value == Decimal("1234.50")


def test_absurd_numbers_are_words():
    assert kinds("9" * 40) == ["word"]
