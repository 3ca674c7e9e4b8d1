"""A quote accepted: its deposit invoice, and the final one that takes the deposit off by number."""

import pytest
from django.db.models import Sum

from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.billing.invoices.from_quote import deposit_invoice, final_invoice
from clientkeep.lifecycle.billing.models import Posting
from clientkeep.relationship.documents.models import Document

VAT = [{"name": "VAT", "percent": "20"}]
GST = [{"name": "GST", "percent": "5"}]


def accepted(cast, **values):
    lines = [{"description": "Design", "unit_price": "1000", "taxes": VAT}, {"description": "Print", "unit_price": "333.33", "taxes": GST}]
    quote = cast.document("quote", lines=lines, **values)
    quote.accept(cast.by, "Jo March")
    return quote


def test_the_deposit_is_exactly_the_share_agreed(cast):
    quote = accepted(cast, deposit_percent="50")
    deposit = deposit_invoice(quote, cast.by)
    assert deposit.total_minor == quote.deposit_due.minor
    assert len(deposit.lines.all()) == 2


def test_the_final_invoice_takes_the_deposit_off_by_number(cast):
    quote = accepted(cast, deposit_minor=40_000)
    deposit = deposit_invoice(quote, cast.by)
    deposit.issue(cast.by)
    final = final_invoice(quote, cast.by)
    final = Document.objects.get(pk=final.pk)
    final.issue(cast.by)
    assert final.balance_minor == quote.total_minor - 40_000
    assert [row.deposit.number for row in final.deductions.all()] == [deposit.number]
    assert Posting.objects.filter(account="client_deposits").aggregate(s=Sum("amount_minor"))["s"] == 0
    tax = -Posting.objects.filter(account="tax_payable").aggregate(s=Sum("amount_minor"))["s"]
    assert tax == quote.tax_total_minor


def test_one_click_twice_makes_one_invoice(cast):
    quote = accepted(cast, deposit_percent="10")
    assert deposit_invoice(quote, cast.by).pk == deposit_invoice(quote, cast.by).pk
    assert final_invoice(quote, cast.by).pk == final_invoice(quote, cast.by).pk


def test_a_void_final_invoice_frees_the_deposit(cast):
    quote = accepted(cast, deposit_minor=10_000)
    deposit_invoice(quote, cast.by).issue(cast.by)
    final = Document.objects.get(pk=final_invoice(quote, cast.by).pk)
    final.issue(cast.by)
    final.void(cast.by, "wrong date")
    again = Document.objects.get(pk=final_invoice(quote, cast.by).pk)
    assert (again.pk != final.pk, again.deducted_minor) == (True, 10_000)


def test_a_quote_that_nobody_accepted_is_not_billed(cast):
    with pytest.raises(Conflict):
        final_invoice(cast.document("quote"), cast.by)
