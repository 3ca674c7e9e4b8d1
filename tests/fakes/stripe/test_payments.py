"""Paying, declining, settling, refunding, disputing: states and events in Stripe's order."""

import pytest
import stripe


def types(fake):
    return [event["type"] for event in fake.events()]


def test_a_card_payment(fake, client, open_session):
    session = fake.pay(open_session().id)
    assert (session["status"], session["payment_status"], session["url"]) == ("complete", "paid", None)
    intent = client.v1.payment_intents.retrieve(session["payment_intent"])
    assert (intent.status, intent.amount_received, intent.description) == ("succeeded", 240000, "Invoice 2026-0001")
    assert intent.metadata["invoice"] == "2026-0001"
    assert types(fake) == [
        "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed",
        "charge.updated",
    ]  # fmt: skip


def test_a_declined_card_leaves_the_session_open(fake, client, open_session):
    session = fake.pay(open_session().id, "declined")
    assert (session["status"], session["payment_status"]) == ("open", "unpaid")
    intent = client.v1.payment_intents.retrieve(session["payment_intent"])
    assert (intent.status, intent.last_payment_error.code) == ("requires_payment_method", "card_declined")
    assert types(fake)[-2:] == ["charge.failed", "payment_intent.payment_failed"]
    paid = fake.pay(session["id"])
    assert paid["payment_intent"] == session["payment_intent"]
    assert [c.status for c in client.v1.charges.list().data] == ["succeeded", "failed"]


@pytest.mark.parametrize(
    ("arrived", "status", "last"),
    [(True, "paid", "async_payment_succeeded"), (False, "unpaid", "async_payment_failed")],
)
def test_a_bank_debit_arrives_or_fails_later(fake, open_session, arrived, status, last):
    session = fake.pay(open_session(5000, "eur").id, "processing")
    assert (session["status"], session["payment_status"]) == ("complete", "unpaid")
    assert "payment_intent.processing" in types(fake)
    assert types(fake)[-1] == "checkout.session.completed"
    assert fake.settle(session["id"], arrived)["payment_status"] == status
    assert f"checkout.session.{last}" in types(fake)
    with pytest.raises(ValueError, match="not processing"):
        fake.settle(session["id"], arrived)


def test_an_open_session_expires(fake, client, open_session):
    session = client.v1.checkout.sessions.expire(open_session().id)
    assert (session.status, session.url) == ("expired", None)
    assert types(fake) == ["checkout.session.expired"]
    with pytest.raises(stripe.InvalidRequestError, match="status of `expired`"):
        client.v1.checkout.sessions.expire(session.id)


def test_refunds_add_up_on_the_charge(fake, client, open_session):
    session = fake.pay(open_session(10000).id)
    client.v1.refunds.create({"payment_intent": session["payment_intent"], "amount": 3000})
    fake.refund(session["payment_intent"], 2000)
    told = [e["data"]["object"]["amount_refunded"] for e in fake.events("charge.refunded")]
    assert told == [3000, 5000]
    previous = [e["data"]["previous_attributes"]["amount_refunded"] for e in fake.events("charge.refunded")]
    assert previous == [0, 3000]
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount"):
        client.v1.refunds.create({"payment_intent": session["payment_intent"], "amount": 5001})
    client.v1.refunds.create({"payment_intent": session["payment_intent"]})
    [charge] = client.v1.charges.list().data
    assert (charge.amount_refunded, charge.refunded) == (10000, True)
    with pytest.raises(stripe.InvalidRequestError) as caught:
        client.v1.refunds.create({"charge": charge.id})
    assert caught.value.code == "charge_already_refunded"
    assert [r.amount for r in client.v1.refunds.list({"charge": charge.id}).data] == [5000, 2000, 3000]


def test_a_refund_of_a_bank_debit_is_pending_and_can_fail(fake, client, open_session):
    session = fake.pay(open_session(5000, "eur").id, "processing")
    fake.settle(session["id"])
    refund = fake.refund(session["payment_intent"])
    assert refund["status"] == "pending"
    fake.settle_refund(refund["id"], arrived=False)
    assert client.v1.refunds.retrieve(refund["id"]).status == "failed"
    assert client.v1.charges.list().data[0].amount_refunded == 0
    assert types(fake)[-2:] == ["refund.failed", "refund.updated"]


@pytest.mark.parametrize(("won", "status"), [(True, "won"), (False, "lost")])
def test_a_dispute_is_opened_and_decided(fake, client, open_session, won, status):
    session = fake.pay(open_session(8000).id)
    dispute = fake.dispute(session["payment_intent"])
    assert dispute["status"] == "needs_response"
    assert client.v1.charges.list().data[0].disputed
    with pytest.raises(stripe.InvalidRequestError, match="charged back"):
        client.v1.refunds.create({"payment_intent": session["payment_intent"]})
    fake.close_dispute(dispute["id"], won=won)
    assert client.v1.disputes.retrieve(dispute["id"]).status == status
    assert types(fake)[-1] == "charge.dispute.closed"


def test_an_event_keeps_the_object_as_it_was(fake, client, open_session):
    session = fake.pay(open_session(10000).id)
    fake.refund(session["payment_intent"])
    [told] = client.v1.events.list({"type": "charge.succeeded"}).data
    assert told.data.object["amount_refunded"] == 0
    assert client.v1.events.retrieve(told.id).api_version == stripe.api_version
