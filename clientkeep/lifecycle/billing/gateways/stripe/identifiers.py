"""The forms of Stripe's keys and ids. An id is checked before it becomes part of an address."""

import re

from clientkeep.foundation.errors import Invalid

from ..protocol import Absent

_SECRET_KEY = re.compile(r"(?:sk|rk)_(test|live)_[A-Za-z0-9_]{10,240}")
_WEBHOOK_SECRET = re.compile(r"whsec_[A-Za-z0-9+/=_-]{8,240}")
_IDS = {
    "checkout": re.compile(r"cs_(?:test|live)_[A-Za-z0-9]{1,200}"),
    "payment": re.compile(r"pi_[A-Za-z0-9]{1,100}"),
    "event": re.compile(r"evt_[A-Za-z0-9]{1,100}"),
    "endpoint": re.compile(r"we_[A-Za-z0-9]{1,100}"),
    "account": re.compile(r"acct_[A-Za-z0-9]{1,100}"),
}


def check_secret_key(text: str, field: str = "secret_key") -> str:
    """Return the key without the spaces around it, or raise Invalid that says what to paste instead."""
    key = text.strip()
    if key.startswith("pk_"):
        raise Invalid("This is the publishable key. Paste the secret key, which starts with sk_ or rk_.", field)
    if key.startswith("whsec_"):
        raise Invalid(
            "This is the signing secret of a webhook. Paste the secret key, which starts with sk_ or rk_.", field
        )
    if not _SECRET_KEY.fullmatch(key):
        raise Invalid(
            "This is not a Stripe secret key. It starts with sk_test_, sk_live_, rk_test_ or rk_live_.", field
        )
    return key


def check_webhook_secret(text: str, field: str = "webhook_secret") -> str:
    """Return the signing secret without the spaces around it, or raise Invalid."""
    secret = text.strip()
    if not _WEBHOOK_SECRET.fullmatch(secret):
        raise Invalid("This is not the signing secret of a Stripe webhook. It starts with whsec_.", field)
    return secret


def is_live(secret_key: str) -> bool:
    """Tell whether a checked key moves real money."""
    return secret_key[3:8] == "live_"


def masked(secret: str) -> str:
    """A key as it may be shown: its kind and its last four characters."""
    kind = secret.rpartition("_")[0]
    return f"{kind}_…{secret[-4:]}"


def check_id(kind: str, text: str) -> str:
    """Return an id of this kind (checkout, payment, event, endpoint, account); raise Absent when it cannot be one."""
    if not is_id(kind, text):
        raise Absent(f"This is not the id of a Stripe {kind}.")
    return text


def is_id(kind: str, text: object) -> bool:
    """Tell whether the value is an id of this kind."""
    return isinstance(text, str) and _IDS[kind].fullmatch(text) is not None
