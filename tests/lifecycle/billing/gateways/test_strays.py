"""Money that fits nothing is shown, matched by hand or put aside; money of the provider goes back through it."""

import pytest

from clientkeep.lifecycle.billing.models import Checkout, Payment, ProviderEvent, Refund, StrayPayment
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.queue import run_due_jobs
from tests.lifecycle.billing.gateways.conftest import fresh


@pytest.fixture
def stray(till) -> StrayPayment:
    """Paid 100, where our record says that 99.99 was asked for."""
    checkout = till.checkout(price="100")
    till.stripe.pay(checkout.provider_id)
    Checkout.objects.update(amount_minor=9999)
    till.hear()
    return StrayPayment.objects.get()


def test_it_stands_above_the_payments_and_is_matched(till, cast, stray, as_member):
    page = as_member(cast.olivia)
    assert "Money that fits nothing" in page.get("/payments/").content.decode()
    invoice = stray.checkout.document
    assert invoice.number in page.get(f"/payments/strays/{stray.pk}/").content.decode()
    assert page.post(f"/payments/strays/{stray.pk}/", {"document": invoice.pk}).status_code == 302
    run_due_jobs()
    payment = Payment.objects.get()
    assert (payment.amount_minor, payment.provider_payment, payment.receipt is not None) == (
        10000, stray.provider_payment, True,
    )  # fmt: skip
    assert Document.objects.get(pk=invoice.pk).balance_minor == 0
    assert (fresh(stray).state, fresh(stray.checkout).state) == ("matched", "paid")
    assert not ProviderEvent.objects.filter(state="parked").exists()
    assert page.post(f"/payments/strays/{stray.pk}/", {"document": invoice.pk}).status_code == 422
    till.hear()
    assert Payment.objects.count() == 1


def test_it_is_put_aside_with_a_reason_and_stays_aside(till, cast, stray, as_member):
    page = as_member(cast.olivia)
    silent = page.post(f"/payments/strays/{stray.pk}/", {"act": "ignore", "reason": " "})
    assert silent.status_code == 422 and "Say why" in silent.content.decode()
    page.post(f"/payments/strays/{stray.pk}/", {"act": "ignore", "reason": "A test of ours"})
    till.hear()
    assert (fresh(stray).state, Payment.objects.count()) == ("ignored", 0)
    assert "Money that fits nothing" not in page.get("/payments/").content.decode()


def test_an_invoice_of_another_currency_is_refused(cast, stray, as_member):
    other = cast.invoice(price="100", currency="EUR")
    answer = as_member(cast.olivia).post(f"/payments/strays/{stray.pk}/", {"document": other.pk})
    assert answer.status_code == 422 and not Payment.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("sid", 404), ("mia", 403), ("theo", 403), ("carla", 200)])
def test_only_those_who_book_payments_of_the_firm_see_it(cast, stray, as_member, who, status):
    assert as_member(getattr(cast, who)).get(f"/payments/strays/{stray.pk}/").status_code == status


def test_a_refund_goes_back_through_stripe_once(till, cast, as_member):
    checkout = till.checkout(price="100")
    till.stripe.pay(checkout.provider_id)
    till.hear()
    payment = Payment.objects.get()
    page = as_member(cast.olivia)
    url = f"/payments/{payment.pk}/refund/"
    assert "Stripe sends it back" in page.get(url).content.decode()
    for _ in range(2):
        assert page.post(url, {"form_token": "same", "amount": "25"}).status_code == 302
    till.hear()
    assert [row.amount_minor for row in Refund.objects.all()] == [2500]
    assert len(till.stripe.account.test.objects["refund"]) == 1
    assert Document.objects.get(pk=checkout.document_id).balance_minor == 2500
    too_much = page.post(url, {"form_token": "other", "amount": "75.01"})
    assert too_much.status_code == 422 and "At most 75.00" in too_much.content.decode()


def test_a_lost_answer_to_a_refund_sends_it_once(till, cast, as_member):
    checkout = till.checkout(price="100")
    till.stripe.pay(checkout.provider_id)
    till.hear()
    page, payment = as_member(cast.olivia), Payment.objects.get()
    for _ in range(2):
        till.stripe.fail_next("POST /v1/refunds", "lost_answer")
    silent = page.post(f"/payments/{payment.pk}/refund/", {"form_token": "same", "amount": "100"})
    assert silent.status_code == 422 and "goes back once only" in silent.content.decode()
    again = page.post(f"/payments/{payment.pk}/refund/", {"form_token": "same", "amount": "100"})
    assert again.status_code == 302
    assert len(till.stripe.account.test.objects["refund"]) == 1
    assert Refund.objects.get().amount_minor == 10000
