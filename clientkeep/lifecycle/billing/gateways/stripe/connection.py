"""Stripe joined with one workspace's keys."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..protocol import (
    Absent,
    Checkout,
    Credentials,
    CredentialsRejected,
    Declined,
    Endpoint,
    Intent,
    Notice,
    Reading,
    Unreadable,
)
from .amounts import to_stripe
from .client import in_our_words, open_client
from .identifiers import check_id, is_live
from .readings import REFERENCE, instant, read_intent, read_session
from .webhook import read_notice, verify

if TYPE_CHECKING:
    import stripe

DETAILS = ["latest_charge.balance_transaction", "latest_charge.refunds"]
PAGE = 100
HEARD = (
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "charge.updated",
    "charge.refunded",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
    "refund.created",
    "refund.updated",
    "refund.failed",
)


class StripeConnection:
    """Calls with checked credentials. `api_base` is the address of the API, "" for Stripe's own."""

    def __init__(self, secret_key: str, webhook_secrets: Sequence[str] = (), api_base: str = "") -> None:
        self.livemode = is_live(secret_key)
        self._webhook_secrets = tuple(webhook_secrets)
        self._key = secret_key
        self._api_base = api_base
        self._opened: stripe.StripeClient | None = None

    def __repr__(self) -> str:
        return f"<StripeConnection {'live' if self.livemode else 'test'}>"

    def start_checkout(self, intent: Intent) -> Checkout:
        """Open a Checkout Session; a repeat with the same intent and key returns the same session."""
        params = _session_params(intent)
        with in_our_words():
            session = self._client.v1.checkout.sessions.create(params, {"idempotency_key": intent.idempotency_key})
        if session.url is None:
            raise Declined("This checkout is closed. Start a new one.", "checkout_closed")
        return Checkout(session.url, check_id("checkout", session.id), instant(session.expires_at))

    def read_checkout(self, provider_id: str) -> Reading:
        """Return what became of a session, with its payment, fee, refunds and dispute."""
        expand = ["payment_intent", *(f"payment_intent.{path}" for path in DETAILS)]
        with in_our_words():
            session = self._client.v1.checkout.sessions.retrieve(check_id("checkout", provider_id), {"expand": expand})
            return read_session(session, *self._aftermath(session.payment_intent))

    def read_payment(self, provider_payment_id: str) -> Reading:
        """Return what became of a payment intent."""
        with in_our_words():
            intent = self._client.v1.payment_intents.retrieve(
                check_id("payment", provider_payment_id), {"expand": DETAILS}
            )
            return read_intent(intent, *self._aftermath(intent))

    def close_checkout(self, provider_id: str) -> Reading:
        """Expire an open session. One that was paid meanwhile stays paid, and the reading says so."""
        try:
            with in_our_words():
                self._client.v1.checkout.sessions.expire(check_id("checkout", provider_id))
        except Declined:
            pass
        return self.read_checkout(provider_id)

    def refund_payment(self, provider_payment_id: str, amount_minor: int, currency: str, idempotency_key: str) -> Reading:
        """Refund part or all of a payment; money goes back the way it came."""
        params = {
            "payment_intent": check_id("payment", provider_payment_id),
            "amount": to_stripe(amount_minor, currency),
            "reason": "requested_by_customer",
        }
        with in_our_words():
            self._client.v1.refunds.create(params, {"idempotency_key": idempotency_key})
        return self.read_payment(provider_payment_id)

    def listen_at(self, url: str) -> Endpoint:
        """Make a webhook endpoint that hears of checkouts, payments, refunds and disputes."""
        with in_our_words():
            made = self._client.v1.webhook_endpoints.create(
                {"url": url, "enabled_events": list(HEARD), "description": "Clientkeep"}
            )
        return Endpoint(check_id("endpoint", made.id), made.secret or "")

    def stop_listening(self, endpoint_id: str) -> None:
        """Delete a webhook endpoint."""
        try:
            with in_our_words():
                self._client.v1.webhook_endpoints.delete(check_id("endpoint", endpoint_id))
        except Absent:
            pass

    def verify_webhook(self, raw_body: bytes, headers: Mapping[str, str]) -> Notice:
        """Check the signature, then read which object the event is about."""
        verify(raw_body, headers, self._webhook_secrets)
        notice = read_notice(raw_body)
        if notice.livemode != self.livemode:
            raise Unreadable("The message is of the other mode: test and live keys are mixed up.")
        return notice

    def list_payments(self, since: dt.datetime) -> Iterator[Reading]:
        """Yield every payment intent made at or after `since`, newest first, those of other shops included.

        One of another shop in a currency that is unknown here is left out.
        """
        expand = ["data.latest_charge", *(f"data.{path}" for path in DETAILS)]
        with in_our_words():
            first = self._client.v1.payment_intents.list(
                {"created": {"gte": int(since.timestamp())}, "limit": PAGE, "expand": expand}
            )
            for intent in first.auto_paging_iter():
                try:
                    reading = read_intent(intent, *self._aftermath(intent))
                except Unreadable:
                    if REFERENCE in intent.metadata:
                        raise
                    continue
                yield reading

    def test_credentials(self) -> Credentials:
        """Ask whose key this is. A restricted key that may not see the account is tried on sessions."""
        try:
            with in_our_words():
                account = self._client.v1.accounts.retrieve_current()
        except CredentialsRejected:
            with in_our_words():
                self._client.v1.checkout.sessions.list({"limit": 1})
            return Credentials("", "", self.livemode, True, "", "")
        profile, shown = account.business_profile, account.settings
        name = (profile.name if profile else "") or (shown.dashboard.display_name if shown else "")
        return Credentials(
            account_id=account.id,
            account_name=name or "",
            livemode=self.livemode,
            can_charge=bool(account.charges_enabled),
            country=account.country or "",
            currency=(account.default_currency or "").upper(),
        )

    @property
    def _client(self) -> "stripe.StripeClient":
        if self._opened is None:
            self._opened = open_client(self._key, self._api_base)
        return self._opened

    def _aftermath(self, intent: Any) -> tuple[list[Any], str]:
        """The refunds of a payment and the state of its dispute; asked for only where there are any."""
        charge = intent.latest_charge if intent else None
        if not charge:
            return [], ""
        refunds = list(charge.refunds.data)
        if charge.refunds.has_more:
            rows = self._client.v1.refunds.list({"charge": charge.id, "limit": PAGE})
            refunds = list(rows.auto_paging_iter())
        dispute = ""
        if charge.disputed:
            found = self._client.v1.disputes.list({"charge": charge.id, "limit": 1}).data
            dispute = found[0].status if found else "needs_response"
        return refunds, dispute


def _session_params(intent: Intent) -> Any:
    metadata = {**intent.metadata, REFERENCE: intent.reference}
    params: dict[str, Any] = {
        "mode": "payment",
        "submit_type": "pay",
        "client_reference_id": intent.reference,
        "metadata": metadata,
        "payment_intent_data": {"description": intent.description, "metadata": metadata},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": intent.currency.lower(),
                    "unit_amount": to_stripe(intent.amount_minor, intent.currency),
                    "product_data": {"name": intent.description[:250]},
                },
            }
        ],
        "success_url": intent.success_url,
        "cancel_url": intent.cancel_url,
    }
    if intent.payer_email:
        params["customer_email"] = intent.payer_email
    if intent.expires_at:
        params["expires_at"] = int(intent.expires_at.timestamp())
    return params
