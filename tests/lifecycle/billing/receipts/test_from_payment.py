"""Receipts of payments: one for each, sent once, in the firm's words."""

import pytest

from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.billing.receipts.from_payment import send_receipt, write_receipt
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.mail import wording
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs


def booked(cast, amount="100", wanted=True, documents=None):
    invoices = [cast.invoice(price="80")] if documents is None else documents
    return Payment.book(
        cast.acme, Money.of(amount, "USD"), "bank_transfer", cast.by, documents=invoices, receipt_wanted=wanted
    )


def test_its_lines_say_what_the_money_was_for(cast):
    payment = booked(cast)
    receipt = write_receipt(payment, cast.by)
    number = payment.numbers[0]
    assert [(line.description, line.amount_minor) for line in receipt.lines.all()] == [
        (f"Payment for invoice {number}", 8000), ("Payment on account", 2000),
    ]  # fmt: skip
    assert (receipt.total_minor, receipt.currency, receipt.state) == (10000, "USD", "issued")
    assert receipt.payment == {"amount": "100.00", "date": payment.day.isoformat(), "method": "bank transfer"}


def test_it_is_made_and_mailed_once_however_often_the_news_come(cast):
    from clientkeep.lifecycle.billing.receipts.reactions import make_receipt
    from clientkeep.workspace.journal.models import Event

    booked(cast)
    run_due_jobs()
    for _ in range(3):
        make_receipt(Event.objects.get(slug="payment.booked"))
    assert Document.objects.filter(kind="receipt").count() == 1
    assert Letter.objects.count() == 1


def test_it_changes_no_balance_and_no_book(cast):
    from clientkeep.lifecycle.billing.models import Entry

    payment = booked(cast, wanted=False)
    before = Entry.objects.count(), payment.free
    write_receipt(payment, cast.by)
    assert (Entry.objects.count(), Payment.objects.get().free) == before


def test_the_firms_own_words_are_used_and_never_read_as_a_template(cast):
    cast.acme.change(cast.by, name="{number} {{link}} Acme")
    wording.change(cast.north, "document_receipt", "Thanks, {client}", "Paid by {method} for {invoice}.\n{link}", cast.by)
    payment = booked(cast, wanted=False)
    [letter] = send_receipt(payment, cast.by)
    assert letter.subject == "Thanks, {number} {{link}} Acme"
    assert letter.text.startswith(f"Paid by bank transfer for {payment.numbers[0]}.")


def test_money_on_account_names_no_invoice(cast):
    [letter] = send_receipt(booked(cast, wanted=False, documents=[]), cast.by)
    assert "put on invoice" not in letter.text and "thank you for your payment of $100.00" in letter.text


def test_without_an_address_it_is_made_and_kept(cast):
    cast.jo.remove(cast.by)
    cast.sam.remove(cast.by)
    payment = booked(cast)
    run_due_jobs()
    assert Payment.objects.get().receipt is not None and not Letter.objects.exists()
    with pytest.raises(Conflict):
        send_receipt(payment, cast.by)


def test_a_person_sends_it_again_once_for_each_click(cast, as_member):
    payment = booked(cast)
    run_due_jobs()
    page = as_member(cast.olivia)
    for _ in range(2):
        page.post(f"/payments/{payment.pk}/receipt/", {"again": "1790000000"})
    assert Letter.objects.count() == 2
    assert as_member(cast.carla).post(f"/payments/{payment.pk}/receipt/").status_code == 403
