"""Billing says at the gate whether the deposit is paid, whatever becomes of the money."""

import pytest

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.lifecycle.billing.invoices.crediting import credit_note_for
from clientkeep.lifecycle.billing.invoices.from_quote import deposit_invoice, final_invoice
from clientkeep.lifecycle.billing.invoices.gate import proof_of_deposit
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.queue import run_due_jobs


@pytest.fixture
def quote(cast):
    quote = cast.document("quote", deposit_percent="50")
    quote.accept(cast.by, "Jo March")
    run_due_jobs()
    return quote


def issued(document, cast) -> Document:
    document = Document.objects.get(pk=document.pk)
    document.issue(cast.by)
    return Document.objects.get(pk=document.pk)


def paid(cast, invoice, minor=None) -> Payment:
    payment = Payment.book(cast.acme, Money(minor or invoice.balance_minor, "USD"), "cash", cast.by, documents=[invoice])
    run_due_jobs()
    return payment


def is_open() -> bool:
    return Gate.objects.get().is_open


def test_the_deposit_opens_the_gate_once_it_is_paid_in_full(cast, quote):
    invoice = issued(deposit_invoice(quote, cast.by), cast)
    run_due_jobs()
    assert not is_open()
    paid(cast, invoice, 1)
    assert not is_open()
    paid(cast, Document.objects.get(pk=invoice.pk))
    assert is_open()
    assert Gate.objects.get().held["deposit"]["evidence"] == invoice.number


def test_money_given_back_closes_it_again(cast, quote):
    payment = paid(cast, issued(deposit_invoice(quote, cast.by), cast))
    assert is_open()
    payment.refund(Money(1, "USD"), cast.by)
    run_due_jobs()
    assert not is_open()


def test_the_whole_invoice_paid_covers_the_deposit(cast, quote):
    paid(cast, issued(final_invoice(quote, cast.by), cast))
    assert is_open()


def test_other_money_of_the_client_opens_nothing(cast, quote):
    paid(cast, cast.invoice(price="5000"))
    assert not is_open()


def test_a_credited_deposit_is_not_a_paid_one(cast, quote):
    invoice = issued(deposit_invoice(quote, cast.by), cast)
    note = issued(credit_note_for(invoice, cast.by), cast)
    assert isinstance(note, Document)
    run_due_jobs()
    assert proof_of_deposit(quote) == ""
    assert not is_open()


def test_a_gate_that_comes_after_the_money_opens_too(cast):
    quote = cast.document("quote", deposit_percent="50")
    quote.accept(cast.by, "Jo March")
    Payment.book(cast.acme, Money(issued(deposit_invoice(quote, cast.by), cast).balance_minor, "USD"), "cash", cast.by,
                 documents=[Document.objects.get(role="deposit")])
    run_due_jobs()
    run_due_jobs()
    assert is_open()
