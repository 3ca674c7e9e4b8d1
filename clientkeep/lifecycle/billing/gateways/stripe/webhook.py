"""Notices from Stripe: first the signature over the raw body, only then a look inside.

A notice is taken only as a hint of what to read again from the API. So its API version, its order and its
amounts do not matter, and nobody is paid by what a message says.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..protocol import Forged, Notice, Topic, Unreadable
from .identifiers import is_id
from .readings import REFERENCE

TOLERANCE_SECONDS = 300
_TOPICS = {"checkout.session": Topic.CHECKOUT, "payment_intent": Topic.PAYMENT, "charge": Topic.PAYMENT,
           "refund": Topic.REFUND, "dispute": Topic.DISPUTE}  # fmt: skip


def verify(raw_body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> None:
    """Raise Forged unless one of the signatures was made over this body with one of the secrets in the last
    five minutes. While a secret is being replaced there are two secrets here, or two signatures there.
    """
    import stripe

    header = next((value for name, value in headers.items() if name.lower() == "stripe-signature"), "")
    for secret in secrets:
        try:
            stripe.WebhookSignature.verify_header(raw_body, header, secret, TOLERANCE_SECONDS)
            return
        except (stripe.SignatureVerificationError, ValueError, TypeError):
            continue
    raise Forged("The message is not signed by Stripe with the signing secret that is set here.")


def read_notice(raw_body: bytes) -> Notice:
    """Read a verified body. Raises Unreadable when it is not an event of Stripe."""
    try:
        event = json.loads(raw_body)
        subject = event["data"]["object"]
        if event["object"] != "event" or not is_id("event", event["id"]):
            raise ValueError
        return Notice(
            event_id=event["id"],
            type=str(event["type"]),
            topic=_TOPICS.get(subject.get("object"), Topic.OTHER),
            account=event["account"] if is_id("account", event.get("account")) else "",
            livemode=event["livemode"] is True,
            made_at=dt.datetime.fromtimestamp(event["created"], dt.UTC),
            reference=_reference(subject),
            checkout_id=_id_in(subject, "checkout", "checkout.session", "id"),
            provider_payment_id=_id_in(subject, "payment", "payment_intent", "payment_intent"),
            object_id=str(subject.get("id") or "")[:100],
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError, RecursionError) as error:
        raise Unreadable("The message is signed by Stripe but is not an event that can be read.") from error


def _reference(subject: dict[str, Any]) -> str:
    named = subject.get("client_reference_id") or (subject.get("metadata") or {}).get(REFERENCE)
    return named if isinstance(named, str) else ""


def _id_in(subject: dict[str, Any], kind: str, own: str, field: str) -> str:
    named = subject.get("id") if subject.get("object") == own else subject.get(field)
    if isinstance(named, dict):
        named = named.get("id")
    return named if isinstance(named, str) and is_id(kind, named) else ""
