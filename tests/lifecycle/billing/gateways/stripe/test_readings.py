"""What became of a payment, told from whatever state Stripe is in."""

import dataclasses
import datetime as dt

import pytest

from clientkeep.lifecycle.billing.gateways.protocol import Status
from clientkeep.lifecycle.billing.gateways.stripe.webhook import read_notice
from tests.fakes.stripe import body_of


@pytest.fixture
def checkout(connection, intent):
    return connection.start_checkout(intent(amount_minor=10000, currency="EUR")).provider_id


def test_an_open_checkout(connection, checkout, intent):
    reading = connection.read_checkout(checkout)
    assert (reading.status, reading.amount_minor, reading.currency) == (Status.OPEN, 10000, "EUR")
    assert (reading.reference, reading.checkout_id) == (intent().reference, checkout)
    assert (reading.provider_payment_id, reading.failure, reading.livemode) == ("", "", False)


def test_a_paid_checkout(fake, connection, checkout):
    payment = fake.pay(checkout)["payment_intent"]
    reading = connection.read_checkout(checkout)
    assert (reading.status, reading.amount_minor, reading.method) == (Status.PAID, 10000, "card")
    assert (reading.fee_minor, reading.fee_currency) == (320, "EUR")
    assert reading.provider_payment_id == payment
    assert abs(reading.paid_at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_the_amount_of_a_paid_checkout_is_what_arrived(fake, connection, checkout):
    payment = fake.pay(checkout)["payment_intent"]
    fake.account.test.objects["payment_intent"][payment]["amount_received"] = 9000
    assert connection.read_checkout(checkout).amount_minor == 9000
    assert connection.read_payment(payment).amount_minor == 9000


def test_the_currency_is_what_arrived_and_not_what_was_asked(fake, connection, checkout):
    payment = fake.pay(checkout)["payment_intent"]
    fake.account.test.objects["payment_intent"][payment]["currency"] = "jpy"
    reading = connection.read_checkout(checkout)
    assert (reading.amount_minor, reading.currency) == (10000, "JPY")


def test_a_declined_card_leaves_it_open_and_says_why(fake, connection, checkout):
    fake.pay(checkout, "declined")
    reading = connection.read_checkout(checkout)
    assert (reading.status, reading.failure) == (Status.OPEN, "Your card was declined.")
    assert reading.paid_at is None
    fake.pay(checkout)
    reading = connection.read_checkout(checkout)
    assert (reading.status, reading.failure) == (Status.PAID, "")


def test_a_bank_debit_is_processing_until_it_arrives(fake, connection, checkout):
    fake.pay(checkout, "processing")
    reading = connection.read_checkout(checkout)
    assert (reading.status, reading.method, reading.paid_at) == (Status.PROCESSING, "sepa_debit", None)
    fake.settle(checkout)
    assert connection.read_checkout(checkout).status is Status.PAID


def test_a_bank_debit_can_fail_days_later(fake, connection, checkout):
    fake.pay(checkout, "processing")
    fake.settle(checkout, arrived=False)
    reading = connection.read_checkout(checkout)
    assert reading.status is Status.FAILED
    assert "insufficient funds" in reading.failure


def test_an_expired_checkout(fake, connection, checkout):
    fake.expire(checkout)
    assert connection.read_checkout(checkout).status is Status.EXPIRED


def test_a_checkout_that_expires_after_a_declined_card(fake, connection, checkout):
    fake.pay(checkout, "declined")
    fake.expire(checkout)
    assert connection.read_checkout(checkout).status is Status.EXPIRED


def test_refunds_are_listed_one_by_one_and_summed(fake, connection, checkout):
    payment = fake.pay(checkout)["payment_intent"]
    made = [fake.refund(payment, amount)["id"] for amount in (1000, 2500)]
    reading = connection.read_payment(payment)
    assert (reading.status, reading.amount_minor, reading.refunded_minor) == (Status.PAID, 10000, 3500)
    assert [(r.provider_id, r.amount_minor, r.status) for r in reading.refunds] == [
        (made[1], 2500, "succeeded"),
        (made[0], 1000, "succeeded"),
    ]


def test_many_refunds_are_all_read(fake, connection, checkout):
    payment = fake.pay(checkout)["payment_intent"]
    for _ in range(25):
        fake.refund(payment, 100)
    reading = connection.read_payment(payment)
    assert (len(reading.refunds), sum(r.amount_minor for r in reading.refunds)) == (25, reading.refunded_minor)


def test_a_refund_that_fails_is_taken_back(fake, connection, checkout):
    fake.pay(checkout, "processing")
    payment = fake.settle(checkout)["payment_intent"]
    refund = fake.refund(payment)["id"]
    assert connection.read_payment(payment).refunds[0].status == "pending"
    fake.settle_refund(refund, arrived=False)
    reading = connection.read_payment(payment)
    assert (reading.refunded_minor, reading.refunds[0].status) == (0, "failed")


@pytest.mark.parametrize(("won", "word"), [(True, "won"), (False, "lost")])
def test_a_dispute_is_told_from_its_opening_to_its_end(fake, connection, checkout, won, word):
    payment = fake.pay(checkout)["payment_intent"]
    assert connection.read_payment(payment).dispute == ""
    dispute = fake.dispute(payment)["id"]
    assert connection.read_payment(payment).dispute == "needs_response"
    fake.close_dispute(dispute, won=won)
    assert connection.read_checkout(checkout).dispute == word


def test_a_payment_and_its_checkout_read_alike(fake, connection, checkout):
    payment = fake.pay(checkout)["payment_intent"]
    fake.refund(payment, 4000)
    one, other = connection.read_checkout(checkout), connection.read_payment(payment)
    same = [f for f in one.__dataclass_fields__ if f != "checkout_id"]
    assert [getattr(one, f) for f in same] == [getattr(other, f) for f in same]


def test_any_event_of_a_story_leads_to_the_same_last_reading(fake, connection, checkout):
    """So it is all one in which order the events come, how often, and which of them is lost."""
    fake.pay(checkout, "declined")
    payment = fake.pay(checkout)["payment_intent"]
    fake.refund(payment, 1000)
    fake.refund(payment, 2000)
    fake.close_dispute(fake.dispute(payment)["id"], won=False)
    found = set()
    for event in fake.events():
        notice = read_notice(body_of(event))
        reading = connection.read_payment(notice.provider_payment_id)
        if notice.checkout_id:
            assert dataclasses.replace(connection.read_checkout(notice.checkout_id), checkout_id="") == reading
        found.add((reading.status, reading.amount_minor, reading.refunded_minor, reading.dispute))
    assert len(fake.events()) > 12
    assert found == {(Status.PAID, 10000, 3000, "lost")}
