"""How a written name fits the names on record."""

import pytest

from clientkeep.lifecycle.billing.compose.records import Records, fold

NAMES = ["Acme Studio LLC", "Harlow Dental", "Harlow Veterinary", "Café Zoë", "O'Neill & Daughters", "The Lantern Inn"]


@pytest.mark.parametrize(
    ("written", "record"),
    [
        ("acme", "Acme Studio LLC"), ("Studio LLC", "Acme Studio LLC"), ("cafe zoe", "Café Zoë"), ("Harlow dental", "Harlow Dental"),
        ("oneill and daughters", "O'Neill & Daughters"), ("Lantern Inn", "The Lantern Inn"),
    ],
)  # fmt: skip
def test_fits_one(written, record):
    assert Records(NAMES).resolve(written) == record


@pytest.mark.parametrize("written", ["Harlow", "Acme LLC", "Acm", "Dental Harlow", "the", ""])
def test_fits_none_or_several(written):
    assert Records(NAMES).resolve(written) is None


def test_equal_name_beats_a_longer_one():
    assert Records(["Smith Dental Group", "Smith Dental"]).resolve("smith dental") == "Smith Dental"


def test_fold():
    assert fold("Café") == "cafe"
    assert fold("&") == "and"
