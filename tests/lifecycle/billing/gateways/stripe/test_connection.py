"""The gateway and Stripe: checkouts opened once, read back truly, listed whole."""

import datetime as dt
import urllib.request

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.gateways.protocol import (
    Absent,
    CredentialsRejected,
    Declined,
    KeyReused,
    Status,
    Unreachable,
    Unreadable,
)
from clientkeep.lifecycle.billing.gateways.stripe.client import open_client
from clientkeep.lifecycle.billing.gateways.stripe.connection import StripeConnection


def test_a_checkout_opens_and_carries_our_reference(fake, connection, intent):
    checkout = connection.start_checkout(intent(payer_email="ada@example.com", metadata={"document": "2026-0001"}))
    assert checkout.url == f"{fake.base_url}/c/pay/{checkout.provider_id}"
    assert checkout.expires_at > dt.datetime.now(dt.UTC)
    [request] = fake.requests
    assert request.idempotency_key == "key-1"
    assert request.params["client_reference_id"] == intent().reference
    assert request.params["customer_email"] == "ada@example.com"
    both = {"document": "2026-0001", "clientkeep_reference": intent().reference}
    assert request.params["metadata"] == request.params["payment_intent_data"]["metadata"] == both


def test_the_time_to_pay_can_be_set(connection, intent):
    until = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(hours=2)
    assert connection.start_checkout(intent(expires_at=until)).expires_at == until


@pytest.mark.parametrize(
    ("currency", "major", "on_the_page"),
    [
        ("USD", "2400", "$2,400.00"),
        ("JPY", "50000", "¥50,000"),
        ("KRW", "120000", "KRW 120,000"),
        ("CLP", "90000", "CLP 90,000"),
        ("KWD", "12.34", "KWD 12.340"),
        ("ISK", "4500", "ISK 4,500"),
        ("UGX", "350000", "UGX 350,000"),
        ("MGA", "45000", "MGA 45,000"),
        ("HUF", "1750.50", "HUF 1,750.50"),
    ],
)
def test_the_payer_sees_and_pays_exactly_the_amount(fake, connection, intent, currency, major, on_the_page):
    money = Money.of(major, currency)
    checkout = connection.start_checkout(intent(amount_minor=money.minor, currency=currency))
    with urllib.request.urlopen(checkout.url, timeout=10) as answer:
        assert f"<h1>Pay {on_the_page}</h1>" in answer.read().decode()
    assert connection.read_checkout(checkout.provider_id).amount_minor == money.minor
    fake.pay(checkout.provider_id)
    reading = connection.read_checkout(checkout.provider_id)
    assert (reading.status, reading.amount_minor, reading.currency) == (Status.PAID, money.minor, currency)


def test_a_repeat_with_the_stored_key_opens_no_second_checkout(fake, connection, intent):
    first, again = connection.start_checkout(intent()), connection.start_checkout(intent())
    assert first == again


def test_a_lost_answer_is_repeated_under_the_same_key(fake, connection, intent):
    fake.fail_next("POST /v1/checkout/sessions", "lost_answer")
    fake.fail_next("POST /v1/checkout/sessions", "lost_answer")
    with pytest.raises(Unreachable):
        connection.start_checkout(intent())
    checkout = connection.start_checkout(intent())
    fake.pay(checkout.provider_id)
    readings = list(connection.list_payments(dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)))
    assert [r.reference for r in readings] == [intent().reference]
    assert len({r.idempotency_key for r in fake.requests if r.method == "POST"}) == 1


def test_one_stumble_is_repeated_at_once(fake, connection, intent):
    fake.fail_next("POST /v1/checkout/sessions", "error_500")
    assert connection.start_checkout(intent()).provider_id.startswith("cs_test_")


def test_a_key_used_for_another_amount_is_refused(connection, intent):
    connection.start_checkout(intent())
    with pytest.raises(KeyReused):
        connection.start_checkout(intent(amount_minor=1000))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount_minor": 49}, "amount"),
        ({"amount_minor": 100_000_000}, "amount"),
        ({"payer_email": "ada"}, "payer_email"),
    ],
)
def test_what_stripe_refuses_names_the_field(connection, intent, changes, field):
    with pytest.raises(Declined) as caught:
        connection.start_checkout(intent(**changes))
    assert caught.value.field == field
    assert caught.value.message.startswith("Stripe refused: ")


def test_what_stripe_cannot_express_is_refused_before_any_call(fake, connection, intent):
    with pytest.raises(Invalid):
        connection.start_checkout(intent(currency="KWD", amount_minor=5124))
    assert fake.requests == []


def test_a_closed_checkout_cannot_be_paid(connection, intent):
    checkout = connection.start_checkout(intent())
    assert connection.close_checkout(checkout.provider_id).status is Status.EXPIRED
    assert connection.close_checkout(checkout.provider_id).status is Status.EXPIRED


def test_closing_a_checkout_that_was_just_paid_tells_so(fake, connection, intent):
    checkout = connection.start_checkout(intent())
    fake.pay(checkout.provider_id)
    assert connection.close_checkout(checkout.provider_id).status is Status.PAID


def test_a_checkout_of_another_account_or_mode_is_absent(fake, connection, intent):
    checkout = connection.start_checkout(intent())
    for key in (fake.account.live_key, fake.add_account("Other").test_key):
        with pytest.raises(Absent):
            StripeConnection(key, [], fake.base_url).read_checkout(checkout.provider_id)
    with pytest.raises(Absent):
        connection.read_payment("pi_none")


def test_every_payment_is_listed_across_pages(fake, connection, intent):
    since = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    for number in range(103):
        checkout = connection.start_checkout(intent(reference=f"ref-{number}", idempotency_key=f"key-{number}"))
        fake.pay(checkout.provider_id, "declined" if number == 50 else "paid")
    readings = list(connection.list_payments(since))
    assert [r.reference for r in readings] == [f"ref-{n}" for n in reversed(range(103))]
    assert [r.reference for r in readings if r.status is not Status.PAID] == ["ref-50"]
    assert {r.amount_minor for r in readings} == {240000}
    assert list(connection.list_payments(since + dt.timedelta(hours=1))) == []


def sell_elsewhere(fake, currency, metadata):
    """Another shop on the same Stripe account takes a payment."""
    client = open_client(fake.key, fake.base_url)
    price = {"currency": currency, "unit_amount": 5000, "product_data": {"name": "Mug"}}
    params = {"mode": "payment", "success_url": "https://mugs.example/", "line_items": [{"price_data": price}]}
    fake.pay(client.v1.checkout.sessions.create({**params, "payment_intent_data": {"metadata": metadata}}).id)


def test_payments_of_other_shops_are_listed_without_reference(fake, connection):
    since = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    sell_elsewhere(fake, "usd", {})
    sell_elsewhere(fake, "hrk", {})
    assert [(r.reference, r.currency) for r in connection.list_payments(since)] == [("", "USD")]
    sell_elsewhere(fake, "hrk", {"clientkeep_reference": "ours"})
    with pytest.raises(Unreadable, match="HRK"):
        list(connection.list_payments(since))


def test_the_key_is_tested_without_changing_anything(fake, connection):
    found = connection.test_credentials()
    assert (found.account_id, found.account_name) == (fake.account.id, "Test account")
    assert (found.livemode, found.can_charge, found.country, found.currency) == (False, True, "US", "USD")
    assert {request.method for request in fake.requests} == {"GET"}


def test_a_restricted_key_that_may_open_checkouts_is_enough(fake):
    key = fake.account.restricted_key("checkout_session")
    assert StripeConnection(key, [], fake.base_url).test_credentials().can_charge
    useless = fake.account.restricted_key("event")
    with pytest.raises(CredentialsRejected, match="restricted key"):
        StripeConnection(useless, [], fake.base_url).test_credentials()
