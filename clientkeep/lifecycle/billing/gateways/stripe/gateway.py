"""Stripe as the settings page and the payment pages see it."""

from django.conf import settings as installation

from ..protocol import Field, Settings
from .amounts import EXPONENTS
from .connection import StripeConnection
from .identifiers import check_secret_key, check_webhook_secret

FIELDS: tuple[Field, ...] = (
    Field("secret_key", "Secret key", "In Stripe: Developers, API keys. It starts with sk_ or rk_."),
    Field("webhook_secret", "Signing secret", "In Stripe: Developers, Webhooks, your endpoint. It starts with whsec_."),
    Field("previous_webhook_secret", "Previous signing secret",
          "Only while you replace the signing secret: messages signed with either are taken.", required=False),
)  # fmt: skip


class StripeGateway:
    """Stripe Checkout: the payer pays on Stripe's page, so no card number ever comes here."""

    slug = "stripe"
    label = "Stripe"
    fields: tuple[Field, ...] = FIELDS

    def configured(self, settings: Settings) -> bool:
        """Tell whether there is a key to take money with and a secret to hear of it with."""
        return all(settings.get(field.name, "").strip() for field in FIELDS if field.required)

    def check_settings(self, settings: Settings) -> None:
        """Raise Invalid, naming the field, when a key or secret does not have Stripe's form."""
        check_secret_key(settings.get("secret_key", ""))
        for name in ("webhook_secret", "previous_webhook_secret"):
            if settings.get(name, "").strip():
                check_webhook_secret(settings[name], name)

    def connect(self, settings: Settings) -> StripeConnection:
        """Join with a workspace's keys. The address of the API is the installation's, never a workspace's."""
        self.check_settings(settings)
        names = ("webhook_secret", "previous_webhook_secret")
        secrets = [settings[name].strip() for name in names if settings.get(name, "").strip()]
        api_base = getattr(installation, "STRIPE_API_BASE", "")
        return StripeConnection(check_secret_key(settings["secret_key"]), secrets, api_base)

    def takes(self, currency: str) -> bool:
        """Tell whether Stripe charges in this upper-case ISO code."""
        return currency in EXPONENTS
