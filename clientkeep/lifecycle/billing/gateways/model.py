"""What is kept of a payment provider: whose keys, each checkout, each message, and money that fits nothing."""

import datetime as dt
import json
from typing import Any

from django.conf import settings as installation
from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.fields import CurrencyCode, Identity, Minor
from clientkeep.foundation.money import Money
from clientkeep.foundation.sealing import seal, unseal
from clientkeep.foundation.secrets import new_token
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..payments.model import Payment
from . import find_gateway
from .protocol import Connection, Gateway, Intent

MODES = [("test", "Test"), ("live", "Live")]

# What Stripe says counts: a reading may take a checkout from any unfinished state to any other.
CHECKOUT_STATES = States(
    {
        "created": ("open", "processing", "paid", "failed", "expired", "parked"),  # the provider was perhaps asked
        "open": ("processing", "paid", "failed", "expired", "parked"),
        "processing": ("paid", "failed", "expired", "parked"),
        "failed": ("processing", "paid", "parked"),
        "expired": ("processing", "paid", "parked"),
        "parked": ("paid",),  # a person matched it by hand
        "paid": (),
    }
)
UNFINISHED = ("created", "open", "processing")
# Long enough to come back tomorrow, short enough for the provider's limit of 24 hours and its memory of keys.
CHECKOUT_LIFE = dt.timedelta(hours=23)
LEAST_LIFE_LEFT = dt.timedelta(minutes=35)


class GatewayAccount(models.Model):
    """A firm's account at a provider in one mode. Keys are sealed at rest and never shown again.

    `webhook_token` makes the address to which the provider reports; it lets nobody do anything: each message
    is believed by its signature alone.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="gateway_accounts")
    slug = models.CharField(max_length=20)
    mode = models.CharField(max_length=4, choices=MODES)
    sealed = models.TextField(blank=True, help_text="The keys, as sealed JSON")
    key_hint = models.CharField(max_length=20, blank=True)
    hears = models.BooleanField(default=False, help_text="A signing secret is set")
    in_use = models.BooleanField(default=False, help_text="Clients pay through this one")
    account_id = models.CharField(max_length=100, blank=True)
    account_name = models.CharField(max_length=200, blank=True)
    can_charge = models.BooleanField(default=True)
    endpoint_id = models.CharField(max_length=100, blank=True, help_text="The provider's id of our webhook")
    endpoint_url = models.CharField(max_length=300, blank=True)
    webhook_token = models.CharField(max_length=64, unique=True, default=new_token)
    tested_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True, help_text="When a signed message last came")
    reconciled_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True, help_text="Why the last look at the provider failed")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "slug", "mode"], name="gateway_account_once"),
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(in_use=True), name="gateway_one_in_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.mode} mode"

    @property
    def gateway(self) -> Gateway | None:
        return find_gateway(self.slug)

    @property
    def label(self) -> str:
        return self.gateway.label if self.gateway else self.slug

    @property
    def livemode(self) -> bool:
        return self.mode == "live"

    @property
    def actor(self) -> Actor:
        """The provider as the author of events."""
        return Actor("provider", None, self.label)

    @property
    def keys(self) -> dict[str, str]:
        """The settings of the gateway in the clear; Conflict where they cannot be unsealed."""
        return json.loads(unseal(self.sealed)) if self.sealed else {}

    def seal_keys(self, keys: dict[str, str]) -> None:
        """Put the settings away, without saving the row."""
        self.sealed = seal(json.dumps(keys)) if keys else ""
        self.hears = bool(keys.get("webhook_secret"))

    def connect(self) -> Connection:
        """Join the gateway with these keys; makes no call. Raises Conflict where there are none."""
        if self.gateway is None or not self.sealed:
            raise Conflict("The payment provider is not set up.", "gateway")
        return self.gateway.connect(self.keys)

    @property
    def may_be_called(self) -> bool:
        """The demo firm calls nobody, unless the provider is one of this machine's own."""
        return not self.workspace.is_demo or bool(getattr(installation, "STRIPE_API_BASE", ""))

    @classmethod
    def for_paying(cls, workspace_id: Any) -> "GatewayAccount | None":
        """The account through which clients of this firm pay now."""
        found = cls.objects.filter(workspace_id=workspace_id, in_use=True).exclude(sealed="").first()
        return found if found and found.gateway else None


class Checkout(models.Model):
    """One way to the provider's page, for one document and one amount.

    It is stored, with everything that is sent, before the first call: whatever breaks, a repeat under the same
    key makes no second one. `expires_at` is 23 hours from its making.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="checkouts")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="checkouts")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    amount_minor = Minor()
    currency = CurrencyCode()
    state = models.CharField(max_length=10, default="created", choices=[(s, s) for s in CHECKOUT_STATES.all])
    idempotency_key = models.CharField(max_length=64, unique=True, default=new_token)
    description = models.CharField(max_length=250)
    success_url = models.CharField(max_length=500)
    cancel_url = models.CharField(max_length=500)
    payer_email = models.EmailField(max_length=254, blank=True)
    expires_at = models.DateTimeField()
    provider_id = models.CharField(max_length=200, blank=True)
    provider_payment = models.CharField(max_length=100, blank=True)
    url = models.TextField(blank=True)
    failure = models.CharField(max_length=300, blank=True, help_text="In words for the payer")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="checkouts")
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "provider_id"], condition=~models.Q(provider_id=""), name="checkout_once"
            ),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="checkout_above_zero"),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(state__in=("created", "open")), name="checkout_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["account", "provider_payment"], name="checkout_by_payment"),
            models.Index(
                fields=["account", "created_at"], condition=models.Q(state__in=UNFINISHED), name="checkout_unfinished"
            ),
        ]

    def __str__(self) -> str:
        return f"Checkout of {self.amount} {self.currency}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def intent(self) -> Intent:
        """What is sent to the provider: each field from this row, so that a repeat is the same word for word."""
        return Intent(
            reference=str(self.pk),
            idempotency_key=self.idempotency_key,
            amount_minor=self.amount_minor,
            currency=self.currency,
            description=self.description,
            success_url=self.success_url,
            cancel_url=self.cancel_url,
            payer_email=self.payer_email,
            expires_at=self.expires_at,
        )

    def move(self, state: str, **facts: Any) -> None:
        """Set the state and what came with it; the caller holds the row's lock. Conflict where the table forbids it."""
        if state != self.state:
            CHECKOUT_STATES.check(self.state, state, "This checkout")
        for name, value in {"state": state, "changed_at": clock.now(), **facts}.items():
            setattr(self, name, value)
        self.save(update_fields=["state", "changed_at", *facts])


class StrayPayment(models.Model):
    """Money at the provider that fits no checkout on record as it should. A person says what it is."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="stray_payments")
    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="strays")
    checkout = models.ForeignKey(Checkout, on_delete=models.PROTECT, null=True, blank=True, related_name="strays")
    provider_payment = models.CharField(max_length=100)
    amount_minor = Minor()
    currency = CurrencyCode()
    day = models.DateField()
    method = models.CharField(max_length=40, blank=True)
    livemode = models.BooleanField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=8, default="open", choices=[(s, s) for s in ("open", "matched", "ignored")])
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    said = models.CharField(max_length=300, blank=True, help_text="Why a person put it aside")
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "provider_payment"], name="stray_once")]
        indexes = [
            models.Index(fields=["workspace"], condition=models.Q(state="open"), name="stray_open"),
        ]

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


class ProviderEvent(models.Model):
    """A signed message of the provider, kept as it came. It is a hint of what to read again, never a proof of payment."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="events")
    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=110)
    type = models.CharField(max_length=80)
    topic = models.CharField(max_length=10)
    reference = models.CharField(max_length=200, blank=True)
    checkout_id = models.CharField(max_length=250, blank=True)
    provider_payment = models.CharField(max_length=110, blank=True)
    raw = models.TextField()
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    state = models.CharField(
        max_length=8, default="stored", choices=[(s, s) for s in ("stored", "applied", "ignored", "parked")]
    )
    reason = models.CharField(max_length=300, blank=True)
    stray = models.ForeignKey(StrayPayment, on_delete=models.SET_NULL, null=True, blank=True, related_name="events")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "account", "event_id"], name="provider_event_once")
        ]
        indexes = [
            models.Index(fields=["received_at"], condition=models.Q(state="stored"), name="provider_event_stored"),
            models.Index(fields=["workspace", "-received_at"], name="provider_event_newest"),
        ]

    def settle(self, state: str, reason: str = "", stray: StrayPayment | None = None) -> None:
        """Say what became of the message."""
        self.state, self.reason, self.stray = state, reason[:300], stray
        self.save(update_fields=["state", "reason", "stray"])
