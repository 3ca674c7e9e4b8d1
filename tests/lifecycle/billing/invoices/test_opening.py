"""Opening items: owed and credit taken over, in the money book, outside of revenue and of the invoices' numbers."""

import datetime as dt

import pytest

from clientkeep.foundation.checks import findings
from clientkeep.foundation.discovering import import_each
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.invoices.opening import Opening, open_balance, open_balances
from clientkeep.lifecycle.billing.models import Payment, Posting
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

DAY = dt.date(2026, 1, 5)


@pytest.fixture(autouse=True)
def checks():
    import_each("checks")


def sums() -> dict[str, int]:
    found: dict[str, int] = {}
    for account, amount in Posting.objects.values_list("account", "amount_minor"):
        found[account] = found.get(account, 0) + amount
    return found


def test_what_a_client_owed_is_owed_here_and_is_no_revenue(cast):
    item = open_balance(cast.acme, Money.of("1200.50", "USD"), DAY, "Xero", cast.by)
    item = Document.objects.get(pk=item.pk)
    assert (item.number, str(item), item.status, item.balance.minor) == ("OB-0001", "Opening balance OB-0001", "issued", 120050)
    assert (item.issue_date, item.due_date) == (DAY, None)
    assert sums() == {"receivable": 120050, "opening_balance": -120050}
    assert Event.objects.get(about_id=item.pk).sentence == "Opening balance OB-0001 of 1200.50 USD was taken over from Xero"
    assert not Letter.objects.exists() and list(findings()) == []


def test_a_balance_below_zero_is_credit(cast):
    item = open_balance(cast.acme, Money.of("-20", "USD"), DAY, "Xero", cast.by)
    assert (item.kind, item.total_minor) == ("credit_note", 2000) and sums() == {"opening_balance": 2000, "client_credit": -2000}
    assert list(findings()) == []


def test_it_is_paid_and_voided_like_an_invoice(cast):
    paid = open_balance(cast.acme, Money.of("10", "USD"), DAY, "Xero", cast.by)
    Payment.book(cast.acme, Money.of("10", "USD"), "cash", cast.by, documents=[paid])
    voided = open_balance(cast.bloom, Money.of("5", "USD"), DAY, "Xero", cast.by)
    Document.objects.get(pk=voided.pk).void(cast.by, "A mistake")
    assert Document.objects.get(pk=paid.pk).status == "paid" and sums()["receivable"] == 0 and list(findings()) == []


def test_its_numbers_leave_those_of_invoices_alone(cast):
    items = open_balances([Opening(cast.acme, Money.of(n, "USD"), DAY, "Xero") for n in (1, 2, 3)], cast.by)
    assert [item.number for item in items] == ["OB-0001", "OB-0002", "OB-0003"]
    assert cast.invoice().seq == 1 and list(findings()) == []


def test_nothing_is_not_taken_over(cast):
    with pytest.raises(Invalid):
        open_balances([Opening(cast.acme, Money.of(n, "USD"), DAY, "Xero") for n in (1, 0)], cast.by)
    assert not Document.objects.exists()


def test_a_day_to_come_becomes_today(cast):
    item = open_balance(cast.acme, Money.of(1, "USD"), cast.north.today() + dt.timedelta(days=9), "Xero", cast.by)
    assert item.issue_date == cast.north.today()
