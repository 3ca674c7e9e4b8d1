"""Every object has exactly the fields that the pinned API version documents.

The stripe package's resource classes are made from Stripe's API description: their annotations are the list.
"""

import inspect
import json
import typing
import urllib.request

import pytest
import stripe
from stripe._stripe_object import StripeObject, UntypedStripeObject

# Fields that Stripe leaves out of an answer instead of giving null, and why.
ABSENT = {
    ("Session", "line_items"): "only when expanded",
    ("Charge", "refunds"): "only when expanded",
    ("Charge", "level3"): "only for accounts that send level III data",
    ("Price", "currency_options"): "only when expanded",
    ("Price", "tiers"): "only when expanded",
    ("Price", "deleted"): "only in the answer to a deletion",
    ("Account", "deleted"): "only in the answer to a deletion",
    ("WebhookEndpoint", "deleted"): "only in the answer to a deletion",
    ("WebhookEndpoint", "secret"): "only in the answer to the creation",
    ("Event", "account"): "only for events of connected accounts",
    ("Event", "context"): "only for events of connected accounts",
    ("Data", "previous_attributes"): "only for events that tell of a change",
}
# Objects with one field per payment method or capability, of which only the ones in use are given.
BY_KIND = {
    "PaymentMethodDetails", "DestinationDetails", "PaymentMethodOptions", "Capabilities", "SourceTypes",
    "EnhancedEvidence", "EnhancedEligibility",
}  # fmt: skip


def fields(cls):
    found = {}
    for base in cls.__mro__:
        if issubclass(base, StripeObject) and base is not StripeObject:
            for name, hint in inspect.get_annotations(base).items():
                if not name.startswith("_") and typing.get_origin(hint) is not typing.ClassVar:
                    found.setdefault(name, hint)
    return found


def classes(hint):
    """The object classes that a hint can hold."""
    if isinstance(hint, typing.ForwardRef):
        found = getattr(stripe, hint.__forward_arg__, None)
        return [found] if isinstance(found, type) else []
    if isinstance(hint, type) and issubclass(hint, StripeObject):
        return [] if hint is UntypedStripeObject else [hint]
    if typing.get_origin(hint) is UntypedStripeObject:
        return []
    return [found for arg in typing.get_args(hint) for found in classes(arg)]


def differences(thing, cls, path=""):
    """Fields too many and too few, at every depth."""
    hints = fields(cls)
    name = cls.__name__
    found = [f"{path}{key}: not in {name}" for key in thing if key not in hints]
    if name not in BY_KIND:
        required = {key for key in hints if (name, key) not in ABSENT}
        found += [f"{path}{key}: missing" for key in sorted(required - set(thing))]
    for key, value in thing.items():
        for inner in value if isinstance(value, list) else [value]:
            inner_classes = classes(hints[key]) if key in hints else []
            if isinstance(inner, dict) and len(inner_classes) == 1:
                found += differences(inner, inner_classes[0], f"{path}{key}.")
    return found


def raw(fake, path):
    request = urllib.request.Request(fake.base_url + path, headers={"Authorization": f"Bearer {fake.key}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


@pytest.fixture
def busy(fake, open_session):
    """An account in which everything has happened once."""
    fake.add_endpoint("http://127.0.0.1:9/hook")
    paid = fake.pay(open_session().id)
    fake.refund(paid["payment_intent"], 1000)
    debit = fake.pay(open_session(5000, "eur").id, "processing")
    fake.settle(debit["id"])
    fake.refund(debit["payment_intent"])
    fake.pay(open_session(7000).id, "declined")
    for currency in ("usd", "gbp"):
        fake.pay(open_session(6000, currency).id, "processing")
    disputed = fake.pay(open_session(8000).id)
    fake.close_dispute(fake.dispute(disputed["payment_intent"])["id"], won=True)
    open_session(9000)
    return fake


@pytest.mark.parametrize(
    ("path", "cls"),
    [
        ("checkout/sessions", stripe.checkout.Session),
        ("payment_intents", stripe.PaymentIntent),
        ("charges", stripe.Charge),
        ("refunds", stripe.Refund),
        ("disputes", stripe.Dispute),
        ("balance_transactions", stripe.BalanceTransaction),
        ("events", stripe.Event),
        ("webhook_endpoints", stripe.WebhookEndpoint),
    ],
)
def test_listed_objects_have_the_documented_fields(busy, path, cls):
    rows = raw(busy, f"/v1/{path}?limit=100")["data"]
    assert rows
    assert [d for row in rows for d in differences(row, cls)] == []


@pytest.mark.parametrize(("path", "cls"), [("account", stripe.Account), ("balance", stripe.Balance)])
def test_single_objects_have_the_documented_fields(busy, path, cls):
    assert differences(raw(busy, f"/v1/{path}"), cls) == []


def test_line_items_and_their_prices_have_the_documented_fields(busy):
    session = raw(busy, "/v1/checkout/sessions?limit=1")["data"][0]
    rows = raw(busy, f"/v1/checkout/sessions/{session['id']}/line_items")["data"]
    assert [d for row in rows for d in differences(row, stripe.LineItem)] == []


def test_the_subject_of_an_event_has_the_documented_fields(busy):
    kinds = {
        "checkout.session": stripe.checkout.Session, "payment_intent": stripe.PaymentIntent,
        "charge": stripe.Charge, "refund": stripe.Refund, "dispute": stripe.Dispute,
    }  # fmt: skip
    subjects = [event["data"]["object"] for event in busy.events()]
    assert {subject["object"] for subject in subjects} == set(kinds)
    assert [d for subject in subjects for d in differences(subject, kinds[subject["object"]])] == []


def test_event_types_are_ones_that_stripe_sends(busy):
    known = typing.get_args(fields(stripe.Event)["type"])
    assert {event["type"] for event in busy.events()} <= set(known)


def test_the_comparison_sees_a_missing_and_a_foreign_field(busy):
    row = raw(busy, "/v1/charges?limit=1")["data"][0]
    del row["billing_details"]["email"]
    row["surprise"] = 1
    assert differences(row, stripe.Charge) == ["surprise: not in Charge", "billing_details.email: missing"]


def test_the_server_speaks_the_version_that_the_client_pins(fake, client):
    answer = client.v1.balance.retrieve()
    assert fake.requests[-1].version == stripe.api_version
    assert answer.last_response.headers["Stripe-Version"] == stripe.api_version
