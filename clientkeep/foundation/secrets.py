"""Tokens: 256 random bits, shown once, stored as a SHA-256 hash, compared in constant time."""

import hashlib
import hmac
import secrets

TOKEN_BYTES = 32


def new_token(prefix: str = "") -> str:
    """Return a token of 256 random bits in URL-safe text, with a readable prefix."""
    return prefix + secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """Return the hash under which a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def matches(token: str, stored: str) -> bool:
    """Tell in constant time whether a token has this stored hash."""
    return hmac.compare_digest(hash_token(token), stored)
