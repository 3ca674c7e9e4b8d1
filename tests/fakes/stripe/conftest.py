"""The server and the official client that the tests of this folder share."""

import pytest
import stripe

from tests.fakes.stripe import FakeStripe


@pytest.fixture
def fake():
    with FakeStripe() as server:
        yield server


@pytest.fixture
def client(fake):
    return stripe.StripeClient(fake.key, base_addresses={"api": fake.base_url}, max_network_retries=0)


@pytest.fixture
def open_session(client):
    """Open a session for an amount in Stripe's units."""

    def opened(amount=240000, currency="usd", options=None, **more):
        params = {
            "mode": "payment",
            "success_url": "http://127.0.0.1:9/paid?session={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://127.0.0.1:9/back",
            "client_reference_id": "intent-1",
            "metadata": {"invoice": "2026-0001"},
            "payment_intent_data": {"description": "Invoice 2026-0001", "metadata": {"invoice": "2026-0001"}},
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": currency,
                        "unit_amount": amount,
                        "product_data": {"name": "Invoice 2026-0001"},
                    },
                }
            ],
            **more,
        }
        return client.v1.checkout.sessions.create(params, options or {})

    return opened
