"""Quotes become invoices and invoices credit notes, by one click on their pages."""

import pytest
from django.urls import reverse

from clientkeep.relationship.documents.models import Document


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def at(name: str, document) -> str:
    return reverse(f"invoices:{name}", args=[document.pk])


def shown(page, document) -> str:
    return page.get(reverse("documents:detail", args=[document.pk])).content.decode()


def test_an_accepted_quote_offers_deposit_and_invoice_once_each(cast, page):
    quote = cast.document("quote", deposit_percent="30")
    assert "Make the invoice" not in shown(page, quote)
    quote.accept(cast.by, "Jo March")
    assert "Make the invoice" in shown(page, quote) and "Make the deposit invoice" in shown(page, quote)
    for _ in range(2):
        page.post(at("deposit_from_quote", quote))
    deposit = Document.objects.get(kind="invoice")
    assert (deposit.role, deposit.total_minor) == ("deposit", 72_000)
    assert "Make the deposit invoice" not in shown(page, quote)
    deposit.issue(cast.by)
    for _ in range(2):
        page.post(at("from_quote", quote))
    final = Document.objects.get(kind="invoice", role="final")
    assert final.payable.minor == 168_000
    assert f"Less Deposit invoice {deposit.number}" in shown(page, final)
    assert "Make the invoice" not in shown(page, quote)


def test_editing_a_final_draft_keeps_its_deposit_off(cast, page):
    from tests.relationship.documents.typed import typed

    quote = cast.document("quote", deposit_percent="50")
    quote.accept(cast.by, "Jo")
    page.post(at("deposit_from_quote", quote))
    Document.objects.get(role="deposit").issue(cast.by)
    page.post(at("from_quote", quote))
    final = Document.objects.get(role="final")
    rows = [("Brand identity", "", "3000", "", "")]
    counted = page.post(reverse("documents:totals"), typed(kind="invoice", document=str(final.pk), rows=rows))
    assert "$1,800.00" in counted.content.decode()
    page.post(reverse("documents:edit", args=[final.pk]), typed(client="Acme Studio", version=final.version, rows=rows))
    assert Document.objects.get(pk=final.pk).payable.minor == 180_000


def test_a_credit_note_begins_with_the_invoices_lines(cast, page):
    invoice = cast.invoice()
    assert "Write a credit note" in shown(page, invoice)
    for _ in range(2):
        page.post(at("credit", invoice), {"form_token": "once"})
    note = Document.objects.get(kind="credit_note")
    assert (note.total_minor, note.source_id, note.state) == (240_000, invoice.pk, "draft")
    note.issue(cast.by)
    assert Document.objects.get(pk=invoice.pk).balance_minor == 0
    assert page.post(at("credit", cast.invoice(issue=False))).status_code == 409


def test_each_act_is_a_post_for_those_who_may(cast, as_member):
    quote = cast.document("quote")
    quote.accept(cast.by, "Jo")
    for name in ("from_quote", "deposit_from_quote", "credit"):
        assert as_member(cast.olivia).get(at(name, quote)).status_code == 405
        assert as_member(cast.carla).post(at(name, quote)).status_code == 403
        assert as_member(cast.sid).post(at(name, quote)).status_code == 404
    assert as_member(cast.theo).post(at("credit", cast.invoice())).status_code == 403
    assert not Document.objects.exclude(pk=quote.pk).filter(state="draft").exists()
