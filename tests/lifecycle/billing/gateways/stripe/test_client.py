"""Stripe's failures in words for people, without a trace of the key."""

import logging
import socket
import traceback

import pytest
import stripe

from clientkeep.lifecycle.billing.gateways.protocol import CredentialsRejected, GatewayError, Unreachable
from clientkeep.lifecycle.billing.gateways.stripe.client import in_our_words, open_client
from clientkeep.lifecycle.billing.gateways.stripe.connection import StripeConnection

WRONG = "sk_test_51CanaryCanaryCanaryCanary"


def test_a_wrong_key_is_rejected_without_being_quoted(fake):
    with pytest.raises(CredentialsRejected, match="does not accept the secret key") as caught:
        StripeConnection(WRONG, [], fake.base_url).test_credentials()
    assert "Canary" not in "".join(traceback.format_exception(caught.value))


def test_neither_log_nor_repr_shows_a_key(fake, caplog, intent):
    caplog.set_level(logging.DEBUG)
    connection = StripeConnection(fake.key, ["whsec_canary_canary"], fake.base_url)
    connection.start_checkout(intent())
    shown = repr(connection) + "".join(record.getMessage() for record in caplog.records)
    assert fake.key not in shown and "canary" not in shown
    assert caplog.records


@pytest.mark.parametrize("fault", ["error_500", "error_503", "rate_limit"])
def test_an_outage_says_try_again(fake, connection, fault):
    for _ in range(2):
        fake.fail_next("GET /v1/account", fault)
    with pytest.raises(Unreachable, match="try again"):
        connection.test_credentials()


def test_nobody_at_the_address(intent):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Unreachable):
            StripeConnection(WRONG, [], address).start_checkout(intent())


def test_the_client_asks_stripe_itself_unless_told_otherwise(fake):
    assert open_client(WRONG)._requestor._options.base_addresses["api"] == "https://api.stripe.com"
    assert open_client(WRONG, fake.base_url)._requestor._options.base_addresses["api"] == fake.base_url


@pytest.mark.parametrize(
    "error",
    [
        stripe.APIError("x"),
        stripe.APIConnectionError("x"),
        stripe.CardError("No.", "", "card_declined"),
        stripe.StripeError("x"),
    ],
)
def test_every_error_of_the_package_becomes_ours(error):
    with pytest.raises(GatewayError), in_our_words():
        raise error
