"""Idempotency keys: one key, one effect, one answer."""

import pytest
import stripe


def test_the_same_request_is_answered_from_store(client, open_session):
    first = open_session(options={"idempotency_key": "intent-7"})
    again = open_session(options={"idempotency_key": "intent-7"})
    assert first.id == again.id
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(client.v1.checkout.sessions.list().data) == 1


def test_another_request_under_the_same_key_is_refused(open_session):
    open_session(1000, options={"idempotency_key": "intent-7"})
    with pytest.raises(stripe.IdempotencyError) as caught:
        open_session(2000, options={"idempotency_key": "intent-7"})
    assert caught.value.http_status == 400
    assert caught.value.error.type == "idempotency_error"
    assert "can only be used with the same parameters" in caught.value.user_message


def test_another_endpoint_under_the_same_key_is_refused(client, open_session):
    session = open_session(options={"idempotency_key": "intent-7"})
    with pytest.raises(stripe.IdempotencyError, match="same endpoint"):
        client.v1.checkout.sessions.expire(session.id, {}, {"idempotency_key": "intent-7"})


def test_a_refused_request_is_not_kept(open_session):
    with pytest.raises(stripe.InvalidRequestError):
        open_session(10, options={"idempotency_key": "intent-7"})
    assert open_session(1000, options={"idempotency_key": "intent-7"}).amount_total == 1000


def test_keys_of_test_and_live_mode_do_not_meet(fake, open_session):
    session = open_session(options={"idempotency_key": "intent-7"})
    live = stripe.StripeClient(fake.account.live_key, base_addresses={"api": fake.base_url})
    params = {
        "mode": "payment",
        "success_url": "http://127.0.0.1:9/",
        "line_items": [{"price_data": {"currency": "usd", "unit_amount": 99, "product_data": {"name": "x"}}}],
    }
    assert live.v1.checkout.sessions.create(params, {"idempotency_key": "intent-7"}).id != session.id


def test_a_lost_answer_leaves_one_session(fake, client, open_session):
    fake.fail_next("POST /v1/checkout/sessions", "lost_answer")
    with pytest.raises(stripe.APIConnectionError):
        open_session(options={"idempotency_key": "intent-7"})
    again = open_session(options={"idempotency_key": "intent-7"})
    assert [s.id for s in client.v1.checkout.sessions.list().data] == [again.id]
