"""What the draft says beside its values: parts, assumptions, leftovers, flags, defaults of a client on record."""

from decimal import Decimal

import pytest

from clientkeep.lifecycle.billing.compose import ClientDefaults
from tests.lifecycle.billing.compose.reading_aloud import draft

SENTENCE = "Invoice Acme Studio $2,400 for brand identity, due in 14 days, and remind her twice"


def marked(found, field):
    return [SENTENCE[part.start : part.end] for part in found.parts if part.field == field]


def test_parts_mark_the_words_understood():
    found = draft(SENTENCE)
    assert marked(found, "kind") == ["Invoice"]
    assert marked(found, "client") == ["Acme Studio"]
    assert marked(found, "amount") == ["$2,400"]
    assert marked(found, "description") == ["brand identity"]
    assert marked(found, "due_date") == ["due in 14 days"]


def test_leftovers_have_their_place():
    (left,) = draft(SENTENCE).leftovers
    assert SENTENCE[left.start : left.end] == left.text == "remind her twice"


def test_parts_count_code_points():
    text = "🎂 Invoice Zoë $60 for cake"
    assert "Zoë" in [text[part.start : part.end] for part in draft(text).parts]


def test_assumptions_are_named():
    assumed = {one.field: one for one in draft("3 signs at 40 for Harbor Cafe").assumed}
    assert assumed["kind"].value == "invoice"
    assert assumed["currency"].value == "USD"
    assert assumed["due_date"].value == "2026-04-01"
    assert "30 days" in assumed["due_date"].because


def test_what_the_text_gives_is_not_assumed():
    assert draft("Invoice Bo $5 for wax, due Friday").assumed == []


def test_order_of_a_numeric_date_is_assumed():
    (one,) = draft("Invoice Bo $5 for wax, due 3/4/2026").assumed
    assert (one.field, one.value) == ("due_date", "2026-03-04")


def test_amounts_that_read_two_ways_are_flagged():
    (flag,) = draft("Invoice Bo €1.200 for wax").flags
    assert flag.field == "amount"
    assert "1,200" in flag.message
    assert draft("Invoice Bo €0.085 for wax").flags == []
    assert draft("Invoice Bo €1,200 for wax").flags == []
    assert draft("Invoice Bo KWD 1.200 for wax").flags == []


def test_decimal_comma_is_flagged():
    assert draft("Invoice Bo €1,50 for wax").flags


def test_client_on_record_brings_defaults_each_named():
    own = {"Bee Co": ClientDefaults("EUR", 14, "VAT", Decimal(21), Decimal(80))}
    found = draft("Invoice Bee Co for 3 hours of waxing", clients=["Bee Co"], client_defaults=own)
    assert found.currency == "EUR"
    assert found.due_date.isoformat() == "2026-03-16"
    assert found.totals.total == Decimal("290.40")
    assert {one.field for one in found.assumed} == {"currency", "due_date", "tax", "unit_price"}


def test_the_text_beats_a_clients_defaults():
    own = {"Bee Co": ClientDefaults("EUR", 14, "VAT", Decimal(21), Decimal(80))}
    found = draft("Invoice Bee Co $40 for wax, no VAT, net 7", clients=["Bee Co"], client_defaults=own)
    assert (found.currency, found.tax, found.due_date.isoformat()) == ("USD", None, "2026-03-09")


def test_a_stated_sum_that_does_not_add_up_is_left_over():
    assert draft("Invoice Bo: wax $5, wick $6, total $11").unresolved == []
    assert draft("Invoice Bo: wax $5, wick $6, total $12").unresolved == ["total $12"]


def test_what_is_taken_away_is_never_added():
    found = draft("Invoice Bo $500 for wax, less the $100 deposit already paid")
    assert found.totals.total == 500
    assert found.unresolved == ["less the $100 deposit already paid"]


@pytest.mark.parametrize(
    ("tail", "left"),
    [
        ("instead of $100", "instead of $100"), (", up to $100", "up to $100"), (" (was $100)", "was $100"), (", $20 already paid", "$20 already paid"),
        (", she will pay $40 now", "she will pay $40 now"), (", or $100 with patches", "or $100 with patches"),
        (" minus the $20 she paid", "minus the $20 she paid"), (", round it down to $70", "round it down to $70"),
        (", $25 late fee after 14 days", "$25 late fee after 14 days"), (", 3 easy payments of $40", "3 easy payments of $40"),
    ],
)  # fmt: skip
def test_sums_that_charge_nothing_are_never_lines(tail, left):
    found = draft(f"Invoice Nell Frost $80 for darning {tail}")
    assert found.totals.total == 80
    assert found.unresolved == [left]


def test_a_range_is_no_amount():
    found = draft("Quote Nell Frost between $80 and $100 for darning")
    assert found.totals is None
    assert found.unresolved == ["between $80 and $100", "amount"]
