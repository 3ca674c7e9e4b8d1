"""English numbers."""

from decimal import Decimal

import pytest

from clientkeep.lifecycle.billing.compose.lexer import lex
from clientkeep.lifecycle.billing.compose.numbers import plain, read_number, read_percent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twelve hundred", 1200), ("two thousand three hundred and fifty", 2350), ("a hundred", 100), ("twenty-five", 25),
        ("a dozen", 12), ("two dozen", 24), ("half a dozen", 6), ("three grand", 3000), ("half a grand", 500),
        ("two and a half", "2.5"), ("2 and a half", "2.5"), ("2 1/2", "2.5"), ("2½", "2.5"), ("one hundred and one", 101),
        ("a quarter of a million", 250000), ("two point five", "2.5"), ("1.5 million", 1500000), ("ninety nine", 99),
    ],
)  # fmt: skip
def test_whole_phrase_is_one_number(text, value):
    tokens = lex(text)
    assert read_number(tokens, 0) == (Decimal(str(value)), len(tokens))


@pytest.mark.parametrize("text", ["logo", "a logo", "half", "3rd", "an hour", "ninety-day", "$5"])
def test_no_number(text):
    assert read_number(lex(text), 0) is None


def test_two_numbers_in_a_row_stay_two():
    assert read_number(lex("twenty thirty"), 0) == (Decimal(20), 1)


def test_percentages():
    assert read_percent(lex("8.25%"), 0) == (Decimal("8.25"), 2)
    assert read_percent(lex("eight per cent"), 0) == (Decimal(8), 3)
    assert read_percent(lex("8 pages"), 0) is None


def test_plain_has_no_trailing_zeros_or_exponent():
    assert [plain(Decimal(text)) for text in ("3.00", "1.50", "1E+3", "0.085", "100")] == [
        "3",
        "1.5",
        "1000",
        "0.085",
        "100",
    ]
