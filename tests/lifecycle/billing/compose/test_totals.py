"""Rounding, half up, once for each line and once for each total."""

from decimal import Decimal

from clientkeep.lifecycle.billing.compose.totals import line_total, totals_of


def test_lines_round_half_up_after_their_discount():
    assert line_total(Decimal(3), Decimal("0.085"), None, 2) == Decimal("0.26")
    assert line_total(Decimal(1), Decimal("10.05"), Decimal(50), 2) == Decimal("5.03")
    assert line_total(Decimal(1), Decimal(1005), Decimal(10), 0) == Decimal(905)


def test_inclusive_tax_is_contained():
    totals = totals_of([Decimal(240)], None, None, Decimal(20), True, 2)
    assert (totals.tax, totals.total) == (Decimal(40), Decimal(240))


def test_exclusive_tax_counts_after_the_discount():
    totals = totals_of([Decimal(100), Decimal(50)], Decimal(10), None, Decimal(20), False, 2)
    assert (totals.subtotal, totals.discount, totals.tax, totals.total) == (150, 15, 27, 162)


def test_amount_off():
    assert totals_of([Decimal(900)], None, Decimal(50), None, False, 2).total == 850
