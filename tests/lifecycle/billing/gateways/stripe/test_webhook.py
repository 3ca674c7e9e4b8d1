"""Nothing in a message is believed before its signature, and little after."""

import datetime as dt
import json
import random
import time

import pytest

from clientkeep.lifecycle.billing.gateways.protocol import Forged, Topic, Unreadable
from clientkeep.lifecycle.billing.gateways.stripe.connection import StripeConnection
from clientkeep.lifecycle.billing.gateways.stripe.webhook import read_notice
from tests.fakes.stripe import body_of, signature

SECRET = "whsec_set_in_settings"


@pytest.fixture
def event(fake, connection, intent):
    """The completed event of a paid checkout, as the server would send it."""
    checkout = connection.start_checkout(intent())
    fake.pay(checkout.provider_id)
    return fake.events("checkout.session.completed")[0]


def headers(body, secret=SECRET, at=None):
    return {"Stripe-Signature": signature(body, [secret], at)}


def test_a_signed_event_says_what_to_read_again(connection, event, intent):
    body = body_of(event)
    notice = connection.verify_webhook(body, headers(body))
    session = event["data"]["object"]
    assert (notice.event_id, notice.type, notice.topic) == (event["id"], "checkout.session.completed", Topic.CHECKOUT)
    assert notice.reference == intent().reference
    assert (notice.checkout_id, notice.provider_payment_id) == (session["id"], session["payment_intent"])
    assert (notice.account, notice.livemode, notice.object_id) == ("", False, session["id"])
    assert notice.made_at == dt.datetime.fromtimestamp(event["created"], dt.UTC)


def test_every_event_leads_to_its_payment(fake, connection, intent):
    checkout = connection.start_checkout(intent())
    payment = fake.pay(checkout.provider_id)["payment_intent"]
    fake.refund(payment, 100)
    fake.dispute(payment)
    notices = [connection.verify_webhook(body_of(e), headers(body_of(e))) for e in fake.events()]
    assert {notice.provider_payment_id for notice in notices} == {payment}
    assert {notice.topic for notice in notices} == {Topic.CHECKOUT, Topic.PAYMENT, Topic.REFUND, Topic.DISPUTE}
    assert len({notice.event_id for notice in notices}) == len(notices)


def test_the_header_is_found_in_any_case(connection, event):
    body = body_of(event)
    assert connection.verify_webhook(body, {"stripe-signature": signature(body, [SECRET])})


def forgeries(body):
    """Headers and bodies that Stripe never sent."""
    now = int(time.time())
    good = signature(body, [SECRET])
    yield "no header", body, {}
    yield "empty header", body, {"Stripe-Signature": ""}
    yield "another secret", body, headers(body, "whsec_of_someone_else")
    yield "an empty secret", body, headers(body, "")
    yield "another body", body.replace(b"240000", b"1"), {"Stripe-Signature": good}
    yield "one more byte", body + b" ", {"Stripe-Signature": good}
    yield "same JSON, other bytes", json.dumps(json.loads(body)).encode(), {"Stripe-Signature": good}
    yield "another time", body, {"Stripe-Signature": good.replace(f"t={good[2:12]}", f"t={now + 5}")}
    yield "six minutes old", body, headers(body, at=now - 360)
    yield "just over five minutes old", body, headers(body, at=now - 302)
    yield "the old scheme", body, {"Stripe-Signature": good.replace("v1=", "v0=")}
    yield "no time", body, {"Stripe-Signature": good.partition(",")[2]}
    yield "no signature", body, {"Stripe-Signature": f"t={now}"}
    yield "words", body, {"Stripe-Signature": "paid, honestly"}
    yield "not ASCII", body, {"Stripe-Signature": f"t={now},v1=é"}
    yield "a huge time", body, {"Stripe-Signature": "t=" + "9" * 5000 + ",v1=00"}
    yield "not UTF-8", b"\xff\xfe{}", headers(b"\xff\xfe{}")
    yield "the body of another event", b"{}", {"Stripe-Signature": good}


def test_forged_replayed_and_broken_messages_are_refused(connection, event):
    taken = []
    for name, body, sent in forgeries(body_of(event)):
        try:
            connection.verify_webhook(body, sent)
            taken.append(name)
        except Forged:
            pass
    assert taken == []


def test_a_message_is_taken_until_it_is_five_minutes_old(connection, event):
    body = body_of(event)
    assert connection.verify_webhook(body, headers(body, at=int(time.time()) - 295))


def test_without_a_signing_secret_nothing_is_believed(fake, event):
    body = body_of(event)
    with pytest.raises(Forged):
        StripeConnection(fake.key, [], fake.base_url).verify_webhook(body, headers(body, ""))


def test_while_a_secret_is_replaced_either_is_taken(fake, event):
    body = body_of(event)
    rotating = StripeConnection(fake.key, ["whsec_new_one_here", SECRET], fake.base_url)
    for secret in ("whsec_new_one_here", SECRET):
        assert rotating.verify_webhook(body, headers(body, secret))
    with pytest.raises(Forged):
        rotating.verify_webhook(body, headers(body, "whsec_a_third_one"))


def test_one_good_signature_among_several_is_enough(connection, event):
    body = body_of(event)
    both = {"Stripe-Signature": signature(body, ["whsec_new_one_here", SECRET])}
    assert connection.verify_webhook(body, both)


def test_a_live_event_does_not_reach_a_test_key(fake, event):
    body = body_of({**event, "livemode": True})
    with pytest.raises(Unreadable, match="mixed up"):
        StripeConnection(fake.key, [SECRET], fake.base_url).verify_webhook(body, headers(body))


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{}", b"[]", b"null", b"1", b"not json", b'{"object":"event"}', b"[" * 100_000,
        b'{"object":"event","id":"evt_1","type":"x","livemode":false,"created":1,"data":{"object":7}}',
        b'{"object":"event","id":"evt_1","type":"x","livemode":false,"created":1e400,"data":{"object":{}}}',
        b'{"object":"event","id":"evt_1","type":"x","livemode":false,"created":"1","data":{"object":{}}}',
        b'{"object":"event","id":"../1","type":"x","livemode":false,"created":1,"data":{"object":{}}}',
        b'{"object":"event","id":7,"type":"x","livemode":false,"created":1,"data":{"object":{}}}',
        b'{"object":"v2.core.event","id":"evt_1","type":"x","livemode":false,"created":1,"data":{"object":{}}}',
    ],
)  # fmt: skip
def test_a_signed_body_that_is_no_event_is_refused(connection, body):
    with pytest.raises(Unreadable):
        connection.verify_webhook(body, headers(body))


def test_ids_of_the_wrong_form_are_left_out():
    subject = {
        "object": "charge",
        "id": "ch_1",
        "payment_intent": "../refunds",
        "metadata": {"clientkeep_reference": 7},
    }
    event = {"object": "event", "id": "evt_1", "type": "charge.refunded", "livemode": False, "created": 1}
    notice = read_notice(json.dumps({**event, "account": "acct_1/x", "data": {"object": subject}}).encode())
    assert (notice.provider_payment_id, notice.reference, notice.account) == ("", "", "")


def test_broken_bodies_never_raise_anything_else(event):
    chance = random.Random(20261028)
    body = body_of(event)
    for _ in range(500):
        broken = bytearray(body)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            notice = read_notice(bytes(broken))
        except Unreadable:
            continue
        assert notice.event_id.startswith("evt_")
