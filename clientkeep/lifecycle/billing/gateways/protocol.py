"""What a payment gateway is: how the product starts a checkout, reads what became of it, and hears notices.

A gateway holds no records. It speaks to a provider in the product's own words: amounts are integers of the
currency's ISO 4217 minor unit, currencies are upper-case codes, instants are UTC.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

Settings = Mapping[str, str]


class GatewayError(Exception):
    """A call to a provider did not do what was asked. The message is fit for people and holds no key."""


class Unreachable(GatewayError):
    """The provider did not answer, or asked to wait. What happened is unknown: repeat with the same key."""


class CredentialsRejected(GatewayError):
    """The provider does not know the key, or the key may not do this."""


class Declined(GatewayError):
    """The provider refused the request; `field` names the input at fault where it can be told."""

    def __init__(self, message: str, code: str = "", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field


class KeyReused(GatewayError):
    """The idempotency key was used before with another amount or text: make a new intent."""


class Absent(GatewayError):
    """The provider has no such checkout or payment under this key."""


class Forged(GatewayError):
    """A notice is not signed by the provider, is too old, or cannot be checked. Nothing in it was read."""


class Unreadable(GatewayError):
    """A notice is signed, or an answer was given, but it does not hold what it should."""


class Status(StrEnum):
    """What became of a payment."""

    OPEN = "open"
    PROCESSING = "processing"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"


class Topic(StrEnum):
    """What a notice is about."""

    CHECKOUT = "checkout"
    PAYMENT = "payment"
    REFUND = "refund"
    DISPUTE = "dispute"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of a gateway, as the settings page asks for it. A secret is written, never shown again."""

    name: str
    label: str
    hint: str
    secret: bool = True
    required: bool = True


@dataclass(frozen=True, slots=True)
class Intent:
    """The wish to be paid, stored by the caller before the first call.

    The same intent sent twice under one `idempotency_key` makes one checkout, so every field must come from
    the stored row. `expires_at` (UTC) is between 30 minutes and 24 hours after the first call, or None.
    """

    reference: str
    idempotency_key: str
    amount_minor: int
    currency: str
    description: str
    success_url: str
    cancel_url: str
    payer_email: str = ""
    expires_at: dt.datetime | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout at the provider: send the payer to `url` until `expires_at` (UTC)."""

    url: str
    provider_id: str
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Returned:
    """Money that goes or went back to the payer; status is pending, succeeded, failed or canceled."""

    provider_id: str
    amount_minor: int
    status: str
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What the provider says now. Read again after every notice: the order of notices then does not matter.

    `amount_minor` is what the provider received when the status is paid, else what was asked for. Compare it
    and `currency` with your own record before booking. `fee_minor` is None until the provider has booked it;
    `fee_currency` may differ from `currency`. `failure` says why the last try failed, in words for the payer.
    `dispute` is "" or the provider's word: needs_response, under_review, won, lost, …
    """

    status: Status
    amount_minor: int
    currency: str
    livemode: bool
    reference: str = ""
    checkout_id: str = ""
    provider_payment_id: str = ""
    paid_at: dt.datetime | None = None
    method: str = ""
    fee_minor: int | None = None
    fee_currency: str = ""
    failure: str = ""
    refunded_minor: int = 0
    refunds: tuple[Returned, ...] = ()
    dispute: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A verified message from the provider. It says only what to read again, and is unique by `event_id`.

    `account` is the provider's connected account, "" for the owner of the key.
    """

    event_id: str
    type: str
    topic: Topic
    account: str
    livemode: bool
    made_at: dt.datetime
    reference: str = ""
    checkout_id: str = ""
    provider_payment_id: str = ""
    object_id: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address to which the provider now sends notices; `secret` is told this once only."""

    provider_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """Whose key this is, for the "test the key" button."""

    account_id: str
    account_name: str
    livemode: bool
    can_charge: bool
    country: str
    currency: str


class Connection(Protocol):
    """A gateway joined with one workspace's credentials. Every method may raise GatewayError."""

    livemode: bool

    def start_checkout(self, intent: Intent) -> Checkout:
        """Open a checkout; a repeat with the same key returns the same one."""
        ...

    def read_checkout(self, provider_id: str) -> Reading:
        """Return what became of a checkout."""
        ...

    def read_payment(self, provider_payment_id: str) -> Reading:
        """Return what became of a payment, for notices about refunds and disputes."""
        ...

    def close_checkout(self, provider_id: str) -> Reading:
        """Make an open checkout unpayable (the document was paid otherwise, or voided); return its state."""
        ...

    def refund_payment(self, provider_payment_id: str, amount_minor: int, currency: str, idempotency_key: str) -> Reading:
        """Give money back to the payer; a repeat with the same key gives it back once. Returns the payment's state.

        Raises Declined where less is left, and Invalid where the provider cannot express the amount.
        """
        ...

    def listen_at(self, url: str) -> Endpoint:
        """Ask the provider to send its notices to this public address (https) from now on."""
        ...

    def stop_listening(self, endpoint_id: str) -> None:
        """Take an address of ours off the provider again; one that is gone already is no error."""
        ...

    def verify_webhook(self, raw_body: bytes, headers: Mapping[str, str]) -> Notice:
        """Check the signature over the raw body, then read the notice. Raises Forged or Unreadable."""
        ...

    def list_payments(self, since: dt.datetime) -> Iterator[Reading]:
        """Yield every payment begun at or after `since` (UTC), newest first, for reconciliation."""
        ...

    def test_credentials(self) -> Credentials:
        """Ask the provider whose key this is; changes nothing."""
        ...


class Gateway(Protocol):
    """A kind of payment provider."""

    slug: str
    label: str
    fields: tuple[Field, ...]

    def configured(self, settings: Settings) -> bool:
        """Tell whether the settings suffice to take money and to hear of it."""
        ...

    def check_settings(self, settings: Settings) -> None:
        """Raise foundation.errors.Invalid, naming the field, when a setting cannot be right."""
        ...

    def connect(self, settings: Settings) -> Connection:
        """Join the gateway with credentials. Raises Invalid as check_settings does; makes no call."""
        ...

    def takes(self, currency: str) -> bool:
        """Tell whether the provider takes payments in this currency."""
        ...
