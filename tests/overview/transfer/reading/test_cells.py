"""No text of ours runs as a formula, and every text comes back as it was."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.overview.transfer.reading.cells import as_text_cell, from_text_cell


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-5", "@sum(1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "'=1"])
def test_dangerous_starts_are_defused(text):
    assert as_text_cell(text) == "'" + text


def test_typed_values_stay_what_they_are():
    assert as_text_cell(-5) == "-5" and as_text_cell(Decimal("-12.50")) == "-12.50"
    assert as_text_cell(Decimal("1E+3")) == "1000"
    assert as_text_cell(date(2026, 3, 4)) == "2026-03-04"
    assert as_text_cell(None) == "" and as_text_cell(True) == "yes" and as_text_cell("O'Hara") == "O'Hara"


@given(st.text())
def test_what_we_write_never_starts_a_formula_and_reads_back(text):
    written = as_text_cell(text)
    assert not written.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    if text == text.strip() and not (text.startswith('="') and text.endswith('"')):
        assert from_text_cell(written) == text


def test_a_spreadsheets_own_guard_is_undone():
    assert from_text_cell('="0012"') == "0012"
