"""The official client meets the answers and refusals that it meets at Stripe."""

import base64
import time

import pytest
import requests
import stripe


def refusal(call, *args, **kwargs):
    with pytest.raises(stripe.StripeError) as caught:
        call(*args, **kwargs)
    return caught.value


def test_a_session_carries_what_was_asked(open_session):
    session = open_session(240000, "usd", customer_email="ada@example.com")
    assert (session.status, session.payment_status, session.amount_total) == ("open", "unpaid", 240000)
    assert session.client_reference_id == "intent-1"
    assert session.metadata["invoice"] == "2026-0001"
    assert session.customer_details.email == "ada@example.com"
    assert session.payment_intent is None
    assert session.id.startswith("cs_test_") and session.id in session.url


def test_line_items_are_listed_and_expanded(client, open_session):
    session = open_session(1500, expand=["line_items"])
    assert [row.amount_total for row in session.line_items.data] == [1500]
    listed = client.v1.checkout.sessions.line_items.list(session.id)
    assert [row.description for row in listed.data] == ["Invoice 2026-0001"]


def test_no_key_and_a_wrong_key(fake):
    wrong = stripe.StripeClient("sk_test_51wrongwrongwrong", base_addresses={"api": fake.base_url})
    error = refusal(wrong.v1.balance.retrieve)
    assert isinstance(error, stripe.AuthenticationError)
    assert error.http_status == 401
    assert error.error.type == "invalid_request_error"
    assert error.user_message.startswith("Invalid API Key provided: sk_test_****")
    assert "wrongwrongwrong" not in error.user_message


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Basic {basic}", 200),
        ("Bearer {key}", 200),
        ("Bearer ", 401),
        ("Basic c2tfdGVzdF94Og==", 401),
        ("Basic !", 401),
        (None, 401),
    ],
)
def test_a_key_comes_as_bearer_or_basic(fake, header, status):
    basic = base64.b64encode(f"{fake.key}:".encode()).decode()
    headers = {"Authorization": header.format(key=fake.key, basic=basic)} if header else {}
    answer = requests.get(f"{fake.base_url}/v1/balance", headers=headers, timeout=10)
    assert answer.status_code == status
    assert answer.headers["Request-Id"].startswith("req_")
    assert answer.headers["Stripe-Version"] == stripe.api_version
    if status == 401:
        assert answer.json()["error"]["type"] == "invalid_request_error"


def test_another_api_version_is_refused(fake):
    old = stripe.StripeClient(fake.key, base_addresses={"api": fake.base_url}, stripe_version="2019-02-11")
    assert refusal(old.v1.balance.retrieve).user_message == "Invalid Stripe API version: 2019-02-11."


def test_a_revoked_key_has_expired(fake, client):
    fake.account.revoke(fake.key)
    assert refusal(client.v1.balance.retrieve).error.code == "api_key_expired"


def test_a_restricted_key_is_held_to_its_areas(fake):
    key = fake.account.restricted_key("account")
    limited = stripe.StripeClient(key, base_addresses={"api": fake.base_url})
    assert limited.v1.accounts.retrieve_current().id == fake.account.id
    error = refusal(limited.v1.checkout.sessions.list)
    assert isinstance(error, stripe.PermissionError)
    assert "rak_checkout_session_read" in error.user_message


def test_test_and_live_data_are_apart(fake, open_session):
    session = open_session()
    live = stripe.StripeClient(fake.account.live_key, base_addresses={"api": fake.base_url})
    assert live.v1.checkout.sessions.list().data == []
    error = refusal(live.v1.checkout.sessions.retrieve, session.id)
    assert error.code == "resource_missing"
    assert "a similar object exists in test mode, but a live mode key was used" in error.user_message


def test_accounts_are_apart(fake, open_session):
    session = open_session()
    other = stripe.StripeClient(fake.add_account("Other").test_key, base_addresses={"api": fake.base_url})
    error = refusal(other.v1.checkout.sessions.retrieve, session.id)
    assert error.user_message == f"No such checkout.session: '{session.id}'"


def test_an_unknown_url(client):
    error = refusal(client.raw_request, "get", "/v1/unheard_of")
    assert error.http_status == 404
    assert error.user_message.startswith("Unrecognized request URL (GET: /v1/unheard_of).")


@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"colour": "red"}, "parameter_unknown", "colour"),
        ({"mode": "gift"}, None, "mode"),
        ({"success_url": "/paid"}, "url_invalid", "success_url"),
        ({"customer_email": "ada"}, "email_invalid", "customer_email"),
        ({"line_items": []}, "parameter_missing", "line_items"),
        ({"metadata": {"k": "x" * 501}}, None, "metadata"),
        ({"expires_at": 1}, None, "expires_at"),
        ({"client_reference_id": ""}, "parameter_invalid_empty", "client_reference_id"),
        ({"payment_intent_data": {"colour": "red"}}, "parameter_unknown", "payment_intent_data[colour]"),
    ],
)
def test_a_bad_parameter_is_named(open_session, change, code, param):
    error = refusal(open_session, **change)
    assert (error.http_status, error.code, error.param) == (400, code, param)


@pytest.mark.parametrize(
    ("price", "code", "param"),
    [
        ({"unit_amount": 100}, "parameter_missing", "currency"),
        ({"currency": "usd"}, "parameter_missing", "unit_amount"),
        ({"currency": "usd", "unit_amount": 12.5}, "parameter_invalid_integer", "unit_amount"),
        ({"currency": "usd", "unit_amount": -100}, "parameter_invalid_integer", "unit_amount"),
        ({"currency": "euro", "unit_amount": 100}, None, "currency"),
        ({"currency": "kwd", "unit_amount": 5124}, "invalid_charge_amount_no_decimal_compatible", "unit_amount"),
        ({"currency": "isk", "unit_amount": 4010}, "invalid_charge_amount_no_decimal_compatible", "unit_amount"),
        ({"currency": "ugx", "unit_amount": 5050}, "invalid_charge_amount_no_decimal_compatible", "unit_amount"),
    ],
)
def test_a_bad_price_is_named(open_session, price, code, param):
    line = {"quantity": 1, "price_data": {"product_data": {"name": "Invoice"}, **price}}
    error = refusal(open_session, line_items=[line])
    assert (error.code, error.param) == (code, f"line_items[0][price_data][{param}]")


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [(49, "usd", "$0.50 usd"), (49, "jpy", "¥50 jpy"), (17499, "huf", "HUF 175.00 huf"), (29, "gbp", "£0.30 gbp")],
)
def test_too_small_a_total(open_session, amount, currency, words):
    error = refusal(open_session, amount, currency)
    assert error.code == "amount_too_small"
    assert error.user_message.endswith(f"must add up to at least {words}")


def test_too_large_a_total(open_session):
    assert refusal(open_session, 100_000_000).code == "amount_too_large"


def test_errors_have_stripes_shape(open_session):
    error = refusal(open_session, colour="red")
    assert set(error.json_body["error"]) == {"code", "doc_url", "message", "param", "request_log_url", "type"}
    assert error.request_id.startswith("req_")
    assert error.error.doc_url == "https://docs.stripe.com/error-codes/parameter-unknown"
    assert error.error.request_log_url.endswith(error.request_id)


def test_lists_are_paged_by_cursor(client, open_session):
    made = [open_session(100 + n).id for n in range(5)]
    first = client.v1.checkout.sessions.list({"limit": 2})
    assert [s.id for s in first.data] == [made[4], made[3]]
    assert first.has_more
    last = client.v1.checkout.sessions.list({"limit": 2, "starting_after": made[1]})
    assert ([s.id for s in last.data], last.has_more) == ([made[0]], False)
    back = client.v1.checkout.sessions.list({"limit": 2, "ending_before": made[1]})
    assert ([s.id for s in back.data], back.has_more) == ([made[3], made[2]], True)
    assert [s.id for s in first.auto_paging_iter()] == made[::-1]
    assert refusal(client.v1.checkout.sessions.list, {"starting_after": "cs_test_none"}).code == "resource_missing"
    assert refusal(client.v1.checkout.sessions.list, {"limit": 101}).param == "limit"


def test_lists_are_narrowed_by_time_and_field(fake, client, open_session):
    paid = fake.pay(open_session().id)
    now = int(time.time())
    listed = client.v1.payment_intents.list({"created": {"gte": now - 60}})
    assert [p.id for p in listed.data] == [paid["payment_intent"]]
    assert client.v1.payment_intents.list({"created": {"gt": now + 60}}).data == []
    assert [c.amount for c in client.v1.charges.list({"payment_intent": paid["payment_intent"]}).data] == [240000]
    assert client.v1.charges.list({"payment_intent": "pi_none"}).data == []
    assert client.v1.checkout.sessions.list({"status": "open"}).data == []


def test_references_are_expanded_in_depth(fake, client, open_session):
    paid = fake.pay(open_session().id)
    session = client.v1.checkout.sessions.retrieve(
        paid["id"], {"expand": ["payment_intent.latest_charge.balance_transaction"]}
    )
    assert session.payment_intent.latest_charge.balance_transaction.fee == 6990
    error = refusal(client.v1.checkout.sessions.retrieve, paid["id"], {"expand": ["colour"]})
    assert error.user_message == "This property cannot be expanded (colour)."


def test_an_expanded_list_holds_ten_rows(fake, client, open_session):
    payment = fake.pay(open_session().id)["payment_intent"]
    for _ in range(11):
        fake.refund(payment, 100)
    refunds = client.v1.charges.list({"expand": ["data.refunds"]}).data[0].refunds
    assert (len(refunds.data), refunds.has_more) == (10, True)


def test_webhook_endpoints_come_and_go(client):
    made = client.v1.webhook_endpoints.create({"url": "https://firm.example/hook", "enabled_events": ["*"]})
    assert made.secret.startswith("whsec_")
    [listed] = client.v1.webhook_endpoints.list().data
    assert (listed.id, hasattr(listed, "secret")) == (made.id, False)
    assert client.v1.webhook_endpoints.delete(made.id).deleted
    assert client.v1.webhook_endpoints.list().data == []


def test_the_account_and_its_balance(fake, client, open_session):
    assert client.v1.accounts.retrieve_current().id == fake.account.id
    fake.pay(open_session(10000).id)
    [row] = client.v1.balance.retrieve().pending
    assert (row.currency, row.amount) == ("usd", 10000 - 320)


def test_faults_on_demand(fake, client, open_session):
    fake.fail_next("POST /v1/checkout/sessions", "error_500")
    assert isinstance(refusal(open_session), stripe.APIError)
    fake.fail_next("GET /v1/balance", "rate_limit")
    assert isinstance(refusal(client.v1.balance.retrieve), stripe.RateLimitError)
    assert client.v1.checkout.sessions.list().data == []
    with pytest.raises(ValueError, match="no fault"):
        fake.fail_next("GET /v1/balance", "hiccup")
