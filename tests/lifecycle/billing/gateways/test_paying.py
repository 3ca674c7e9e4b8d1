"""The client pays: by the button in the portal, on Stripe's page, and back; whatever arrives first books it, once."""

import urllib.request

import pytest
from django.core.management import call_command

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Checkout, Payment, ProviderEvent
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs
from tests.lifecycle.billing.gateways.conftest import fresh


def receipts(cast):
    return Document.objects.filter(workspace=cast.north, kind="receipt")


def receipt_letters(cast):
    return Letter.objects.filter(workspace=cast.north, about_id__in=receipts(cast).values("pk"))


def test_from_the_button_to_the_receipt(till, cast):
    invoice = cast.invoice(price="2640")
    browser = till.visit(cast.sam)
    page = browser.get(f"/p/documents/{invoice.pk}/").content.decode()
    assert "Pay $2,640.00" in page
    answer = browser.post(f"/pay/{invoice.pk}/")
    checkout = Checkout.objects.get()
    assert (answer.status_code, checkout.amount, checkout.state) == (200, Money(264000, "USD"), "open")
    assert checkout.url in answer.content.decode()
    till.stripe.pay(checkout.provider_id)

    back = browser.get(f"/pay/return/{checkout.pk}/")
    assert "See your payment" in back.content.decode()
    assert not Payment.objects.exists()
    assert browser.post(f"/pay/return/{checkout.pk}/check/").status_code == 302
    assert "Thank you" in browser.get(f"/pay/return/{checkout.pk}/").content.decode()
    assert set(till.hear()) == {200}

    payment = Payment.objects.get()
    assert (payment.amount_minor, payment.method, payment.provider) == (264000, "card", "stripe")
    assert fresh(invoice).status == "paid"
    assert receipts(cast).count() == 1
    assert [letter.to_email for letter in receipt_letters(cast)] == ["sam@acme.example"]
    assert payment.fee_minor == 7686
    page = browser.get(f"/p/documents/{invoice.pk}/").content.decode()
    assert "There is nothing more to do." in page and f"/pay/{invoice.pk}/" not in page


def test_the_page_of_stripe_itself_can_be_reached_by_our_form(till, cast, settings):
    origin = till.stripe.base_url
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"form-action": ["'self'", origin]}}
    invoice = cast.invoice()
    answer = till.visit().post(f"/pay/{invoice.pk}/")
    assert (answer.status_code, answer["Location"]) == (303, Checkout.objects.get().url)
    with urllib.request.urlopen(answer["Location"]) as page:
        assert b"Pay" in page.read()


def test_looking_at_the_return_page_changes_nothing(till, cast):
    checkout = till.checkout()
    till.stripe.pay(checkout.provider_id)
    browser = till.visit()
    requests = len(till.stripe.requests)
    before = list(Checkout.objects.values()), Event.objects.count()
    for _ in range(3):
        assert browser.get(f"/pay/return/{checkout.pk}/").status_code == 200
    assert (list(Checkout.objects.values()), Event.objects.count()) == before
    assert len(till.stripe.requests) == requests


def test_paying_is_no_link(till, cast):
    invoice = cast.invoice()
    assert till.visit().get(f"/pay/{invoice.pk}/").status_code == 405
    assert not Checkout.objects.exists()


def test_without_the_key_the_return_page_tells_nothing(till, cast):
    checkout = till.checkout()
    page = till.client.get(f"/pay/return/{checkout.pk}/").content.decode()
    assert "Thank you" in page and "100.00" not in page and "Acme" not in page


def test_another_client_sees_neither_invoice_nor_checkout(till, cast):
    from clientkeep.relationship.portal.key import PortalKey

    checkout = till.checkout()
    _, secret = PortalKey.make(cast.bloom, "portal", contact=cast.ben)
    till.client.get(f"/p/{secret}/")
    assert till.client.post(f"/pay/{checkout.document_id}/").status_code == 404
    assert till.client.get(f"/pay/return/{checkout.pk}/").status_code == 404
    assert till.client.post(f"/pay/return/{checkout.pk}/check/").status_code == 404


def test_a_contact_who_may_only_read_cannot_pay(till, cast):
    cast.jo.change(cast.by, roles=["viewer"])
    invoice = cast.invoice()
    browser = till.visit(cast.jo)
    assert f'action="/pay/{invoice.pk}/"' not in browser.get(f"/p/documents/{invoice.pk}/").content.decode()
    assert browser.post(f"/pay/{invoice.pk}/").status_code == 403


@pytest.mark.parametrize("state", ["void", "paid", "draft"])
def test_what_cannot_be_paid_opens_no_checkout(till, cast, state):
    invoice = cast.invoice(issue=state != "draft")
    if state == "void":
        invoice.void(cast.by, "wrong")
    if state == "paid":
        Payment.book(cast.acme, Money(240000, "USD"), "cash", cast.by, documents=[invoice])
    assert till.visit().post(f"/pay/{invoice.pk}/").status_code in (404, 409)
    assert not Checkout.objects.exists()


def test_stripe_without_an_answer_charges_nothing_and_the_next_try_finds_the_same_checkout(till, cast):
    invoice = cast.invoice()
    for _ in range(2):
        till.stripe.fail_next("POST /v1/checkout/sessions", "lost_answer")
    browser = till.visit()
    assert browser.post(f"/pay/{invoice.pk}/").status_code == 503
    assert Checkout.objects.get().state == "created"
    assert browser.post(f"/pay/{invoice.pk}/").status_code == 200
    assert Checkout.objects.get().state == "open"
    assert len({row.idempotency_key for row in till.stripe.requests if row.path == "/v1/checkout/sessions"}) == 1


def test_a_bank_debit_is_on_its_way_then_paid(till, cast):
    checkout = till.checkout(price="60")
    till.stripe.pay(checkout.provider_id, "processing")
    till.hear()
    assert fresh(checkout).state == "processing"
    assert not Payment.objects.exists()
    browser = till.visit()
    page = browser.get(f"/p/documents/{checkout.document_id}/").content.decode()
    assert "on its way" in page and "Pay $" not in page
    assert browser.post(f"/pay/{checkout.document_id}/").status_code == 409
    till.stripe.settle(checkout.provider_id)
    till.hear()
    assert (fresh(checkout).state, Payment.objects.get().method) == ("paid", "stripe")
    assert receipts(cast).count() == 1


def test_a_bank_debit_that_comes_back_is_told(till, cast):
    checkout = till.checkout(price="60")
    till.stripe.pay(checkout.provider_id, "processing")
    till.hear()
    till.stripe.settle(checkout.provider_id, arrived=False)
    till.hear()
    assert fresh(checkout).state == "failed"
    assert "insufficient funds" in till.visit().get(f"/p/documents/{checkout.document_id}/").content.decode()
    again = till.checkout(fresh(checkout.document))
    assert again.pk != checkout.pk


def test_a_declined_card_leaves_the_checkout_open_for_another(till, cast):
    checkout = till.checkout()
    till.stripe.pay(checkout.provider_id, "declined")
    till.hear()
    assert (fresh(checkout).state, fresh(checkout).failure) == ("open", "Your card was declined.")
    till.stripe.pay(checkout.provider_id)
    till.hear()
    assert (fresh(checkout).state, Payment.objects.count()) == ("paid", 1)


def test_a_part_paid_by_hand_meanwhile_closes_the_old_checkout(till, cast):
    invoice = cast.invoice(price="100")
    old = till.checkout(invoice)
    Payment.book(cast.acme, Money(4000, "USD"), "cash", cast.by, documents=[invoice])
    run_due_jobs()
    assert fresh(old).state == "expired"
    fresh_one = till.checkout(fresh(invoice))
    assert (fresh_one.amount_minor, fresh_one.pk == old.pk) == (6000, False)


@pytest.mark.parametrize("end", ["void", "paid"])
def test_what_is_settled_otherwise_cannot_be_paid_any_more(till, cast, end):
    invoice = cast.invoice(price="100")
    checkout = till.checkout(invoice)
    if end == "void":
        invoice.void(cast.by, "wrong client")
    else:
        Payment.book(cast.acme, Money(10000, "USD"), "cash", cast.by, documents=[invoice])
    run_due_jobs()
    assert fresh(checkout).state == "expired"
    with pytest.raises(ValueError):
        till.stripe.pay(checkout.provider_id)


def test_money_that_comes_after_a_void_is_the_clients_credit(till, cast):
    invoice = cast.invoice(price="100")
    checkout = till.checkout(invoice)
    till.stripe.pay(checkout.provider_id)
    invoice.void(cast.by, "wrong client")
    till.hear()
    payment = Payment.objects.get()
    assert (payment.free_minor, payment.allocations.count()) == (10000, 0)
    assert fresh(invoice).state == "void"


def test_two_tabs_share_one_checkout(till, cast):
    invoice = cast.invoice()
    first, second = till.checkout(invoice), till.checkout(invoice)
    assert first.pk == second.pk
    assert Checkout.objects.count() == 1


def test_another_person_gets_a_checkout_of_their_own_and_the_first_one_ends(till, cast):
    invoice = cast.invoice()
    first, second = till.checkout(invoice, contact=cast.jo), till.checkout(invoice, contact=cast.sam)
    assert (fresh(first).state, second.state) == ("expired", "open")


@pytest.mark.parametrize(
    ("currency", "price", "minor", "stripe"),
    [("JPY", "5000", 5000, 5000), ("KRW", "90000", 90000, 90000), ("CLP", "25000", 25000, 25000),
     ("KWD", "12.340", 12340, 12340), ("UGX", "7000", 7000, 700000), ("EUR", "19.99", 1999, 1999)],
)  # fmt: skip
def test_currencies_without_and_with_three_decimals_are_exact_both_ways(till, cast, currency, price, minor, stripe):
    checkout = till.checkout(price=price, currency=currency)
    session = till.stripe.pay(checkout.provider_id)
    assert (checkout.amount_minor, session["amount_total"], session["currency"]) == (minor, stripe, currency.lower())
    till.hear()
    assert Payment.objects.get().amount == Money(minor, currency)


def test_what_stripe_cannot_express_is_said(till, cast):
    invoice = cast.invoice(price="1.234", currency="KWD")
    answer = till.visit().post(f"/pay/{invoice.pk}/")
    assert answer.status_code == 422 and "two decimals" in answer.content.decode()
    assert ProviderEvent.objects.count() == 0


def test_all_promises_hold_afterwards(till, cast):
    from clientkeep.foundation.checks import findings
    from clientkeep.foundation.discovering import import_each

    checkout = till.checkout()
    till.stripe.pay(checkout.provider_id)
    till.hear()
    till.stripe.refund(fresh(checkout).provider_payment, 3000)
    till.hear()
    import_each("checks")
    assert [finding for finding in findings() if "payment" in finding.check or "ledger" in finding.check] == []
    call_command("check")
