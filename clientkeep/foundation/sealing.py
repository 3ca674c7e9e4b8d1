"""Sealing: short texts, such as passwords of other services, encrypted at rest with the installation's key."""

import base64
import hashlib
from functools import cache

from django.conf import settings

from .errors import Conflict


def seal(text: str) -> str:
    """Return the text encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _box(settings.SEALING_KEY).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed. Raises Conflict where the key is another one or the text was changed."""
    from cryptography.fernet import InvalidToken

    try:
        return _box(settings.SEALING_KEY).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Conflict("A stored secret cannot be read with this installation's key. Enter it again.") from None


@cache
def _box(key: str):
    from cryptography.fernet import Fernet

    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))
