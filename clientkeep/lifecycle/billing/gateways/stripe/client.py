"""The official client, and its errors in the product's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..protocol import Absent, CredentialsRejected, Declined, GatewayError, KeyReused, Unreachable

if TYPE_CHECKING:
    import stripe

CONNECT_SECONDS, ANSWER_SECONDS = 5, 20
RETRIES = 1
# Stripe names the parameter; the person knows the field.
_FIELDS = {"customer_email": "payer_email", "currency": "currency", "unit_amount": "amount"}


def open_client(secret_key: str, api_base: str = "") -> "stripe.StripeClient":
    """Make a client for one key; `api_base` is the address of the API, "" for Stripe's own."""
    import stripe

    return stripe.StripeClient(
        secret_key,
        base_addresses={"api": api_base} if api_base else {},
        max_network_retries=RETRIES,
        http_client=stripe.RequestsClient(timeout=(CONNECT_SECONDS, ANSWER_SECONDS)),
    )


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn the package's errors into GatewayError. Keys that Stripe quotes in its messages are not passed on."""
    import stripe

    try:
        yield
    except stripe.StripeError as error:
        raise _translated(error) from error


def _translated(error: "stripe.StripeError") -> GatewayError:
    import stripe

    if isinstance(error, stripe.AuthenticationError):
        return CredentialsRejected("Stripe does not accept the secret key. Copy it again from Stripe's dashboard.")
    if isinstance(error, stripe.PermissionError):
        return CredentialsRejected("The restricted key may not do this. Give it write access to Checkout Sessions and "
                                   "read access to Payment Intents, Charges and Balance.")  # fmt: skip
    if isinstance(error, stripe.IdempotencyError):
        return KeyReused("This payment was started before with another amount or text. Start a new one.")
    if isinstance(error, stripe.InvalidRequestError):
        return _refusal(error)
    if isinstance(error, stripe.CardError):
        return Declined(error.user_message or "The card was declined.", error.code or "")
    return Unreachable("Stripe did not answer. Nothing is lost: try again in a moment.")


def _refusal(error: "stripe.InvalidRequestError") -> GatewayError:
    if error.code == "resource_missing" or error.http_status == 404:
        return Absent("Stripe has no such payment under this key.")
    name = (error.param or "").rstrip("]").rpartition("[")[2]
    field = "amount" if (error.code or "").startswith("amount_too_") else _FIELDS.get(name)
    return Declined(f"Stripe refused: {error.user_message}", error.code or "", field)
