"""A Stripe server on loopback and the gateway joined with it."""

import pytest

from clientkeep.lifecycle.billing.gateways.protocol import Intent
from clientkeep.lifecycle.billing.gateways.stripe.connection import StripeConnection
from tests.fakes.stripe import FakeStripe


@pytest.fixture
def fake():
    with FakeStripe() as server:
        yield server


@pytest.fixture
def connection(fake):
    return StripeConnection(fake.key, ["whsec_set_in_settings"], fake.base_url)


@pytest.fixture
def intent():
    """An intent with some of its fields changed."""

    def made(**changes):
        return Intent(
            **{
                "reference": "0192f0c1-7b1e-7c0a-9d3e-2f6a5b4c3d2e",
                "idempotency_key": "key-1",
                "amount_minor": 240000,
                "currency": "USD",
                "description": "Invoice 2026-0001",
                "success_url": "https://firm.example/paid/",
                "cancel_url": "https://firm.example/invoice/",
                **changes,
            }
        )

    return made
