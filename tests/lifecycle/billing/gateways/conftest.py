"""A firm whose clients pay through a Stripe server on loopback, and the ways in which news of it arrives."""

import pytest

from clientkeep.lifecycle.billing.gateways import setting_up
from clientkeep.lifecycle.billing.gateways.checking_out import start_checkout
from clientkeep.lifecycle.billing.models import Checkout, GatewayAccount
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.key import PortalKey
from clientkeep.workspace.queue import run_due_jobs
from tests.fakes.stripe import FakeStripe, body_of, signature


class Till:
    """North Studio with Stripe keys: opens checkouts, and hands Stripe's messages in as the web server would."""

    def __init__(self, cast, stripe, client):
        self.cast, self.stripe, self.client = cast, stripe, client
        self.account = setting_up.set_keys(cast.north, "stripe", cast.by, {"secret_key": stripe.key})
        self.endpoint, self.secret = stripe.add_endpoint("http://127.0.0.1:9/nobody")
        setting_up.set_webhook_secret(self.account, cast.by, self.secret)
        self.account.refresh_from_db()

    @property
    def hook(self):
        return f"/hooks/stripe/{self.account.webhook_token}/"

    def checkout(self, invoice=None, price="100", contact=None, **values) -> Checkout:
        invoice = invoice or self.cast.invoice(price=price, **values)
        return start_checkout(invoice, contact or self.cast.jo, "/pay/return/{checkout}/", f"/p/documents/{invoice.pk}/")

    def post(self, event, secret=None, body=None):
        raw = body if body is not None else body_of(event)
        header = signature(raw, [secret or self.secret])
        return self.client.post(self.hook, raw, content_type="application/json", headers={"Stripe-Signature": header})

    def hear(self, events=None, work=True):
        """Hand in these messages (all so far where none are named), then let the worker run."""
        answers = [self.post(event) for event in (self.stripe.events() if events is None else events)]
        if work:
            run_due_jobs()
        return [answer.status_code for answer in answers]

    def visit(self, contact=None):
        """Let the test's browser in as a contact; returns it."""
        _, secret = PortalKey.make(self.cast.acme, "portal", contact=contact or self.cast.jo)
        self.client.get(f"/p/{secret}/")
        return self.client


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk) if not isinstance(row, Document) else Document.objects.get(pk=row.pk)


@pytest.fixture
def stripe_server(settings):
    with FakeStripe() as server:
        settings.STRIPE_API_BASE = server.base_url
        yield server


@pytest.fixture
def till(cast, stripe_server, client) -> Till:
    return Till(cast, stripe_server, client)


@pytest.fixture
def live_account(till) -> GatewayAccount:
    return setting_up.set_keys(till.cast.north, "stripe", till.cast.by, {"secret_key": till.stripe.account.live_key})
