"""A client's values as they are kept: trimmed, within their limits, addresses that are addresses. Plain Python."""

import re
from collections.abc import Mapping
from typing import Any

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid

LENGTHS = {
    "name": 200, "legal_name": 200, "email": 254, "phone": 60, "website": 300, "tax_id": 60, "address_line1": 200,
    "address_line2": 200, "city": 120, "region": 120, "postal_code": 40, "country": 2, "time_zone": 60, "language": 10,
    "currency": 3, "tax_name": 30, "tier": 1, "background": 20_000,
}  # fmt: skip
MOST_TAGS, LONGEST_TAG = 30, 40
MOST_CUSTOM, LONGEST_CUSTOM = 100, 2_000
LONGEST_TERMS = 3_650
LARGEST_RATE = 10**15
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EMAIL = re.compile(r"^[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+\.[^\s@<>()\[\],;:\"\\.]{2,}$")
_HOST = re.compile(r"^[^\s/?#@\\]+\.[^\s/?#@\\.]{2,}$")


def tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a client as they are kept. Raises Invalid naming the field and what to do."""
    kept = dict(values)
    for name, most in LENGTHS.items():
        if name in kept:
            kept[name] = tidy_text(name, kept[name], most)
    for name, tidy in _TIDY.items():
        if name in kept:
            kept[name] = tidy(kept[name])
    starts, ends = kept.get("contract_starts"), kept.get("contract_ends")
    if starts and ends and ends < starts:
        raise Invalid("The contract ends before it starts. Choose a later day.", "contract_ends")
    return kept


def tidy_text(name: str, text: Any, most: int) -> str:
    """Return text without unseen characters and outer spaces; Invalid where it is longer than `most`."""
    kept = _UNSEEN.sub("", str(text or "")).strip()
    if len(kept) > most:
        raise Invalid(f"Keep it under {most:,} characters (this has {len(kept):,}).", name)
    return kept


def tidy_email(text: str) -> str:
    """Return an e-mail address with its domain in lower case; Invalid for what cannot be one."""
    if not text:
        return ""
    if not _EMAIL.match(text) or ".." in text or len(text) > 254:
        raise Invalid("Enter an e-mail address like name@example.com.", "email")
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"


def tidy_website(text: str) -> str:
    """Return a web address with its scheme; Invalid for anything but http and https."""
    if not text:
        return ""
    scheme, mark, rest = text.partition("://")
    if not mark:
        scheme, rest = "https", text
    host, slash, path = rest.partition("/")
    if scheme.lower() not in ("http", "https") or not _HOST.match(host) or re.search(r"[\s\"<>]", rest):
        raise Invalid("Enter a web address like example.com.", "website")
    return f"{scheme.lower()}://{host.lower()}{slash + path if path else ''}"


def _tidy_country(code: str) -> str:
    if code and not re.fullmatch(r"[A-Za-z]{2}", code):
        raise Invalid("Choose a country.", "country")
    return code.upper()


def _tidy_currency(code: str) -> str:
    if code and code.upper() not in DECIMALS:
        raise Invalid(f"{code} is not a currency of ISO 4217. Choose one.", "currency")
    return code.upper()


def _tidy_tier(tier: str) -> str:
    if tier not in ("", "a", "b", "c"):
        raise Invalid("Choose tier A, B or C, or none.", "tier")
    return tier


def tidy_tags(tags: Any) -> list[str]:
    """Return tags in their order, each once whatever its case; Invalid for too many or too long ones."""
    if isinstance(tags, str):
        tags = tags.split(",")
    kept: dict[str, str] = {}
    for tag in tags or []:
        word = " ".join(_UNSEEN.sub("", str(tag)).split())
        if len(word) > LONGEST_TAG:
            raise Invalid(f"Keep each tag under {LONGEST_TAG} characters.", "tags")
        if word:
            kept.setdefault(word.casefold(), word)
    if len(kept) > MOST_TAGS:
        raise Invalid(f"A client has at most {MOST_TAGS} tags. Take some off.", "tags")
    return list(kept.values())


def _tidy_custom(custom: Any) -> dict[str, str]:
    if len(custom or {}) > MOST_CUSTOM:
        raise Invalid(f"A client has at most {MOST_CUSTOM} fields of your own.", "custom")
    kept = {str(key)[:60]: tidy_text(str(key), value, LONGEST_CUSTOM) for key, value in (custom or {}).items()}
    return {key: value for key, value in kept.items() if value}


def _tidy_terms(days: Any) -> int | None:
    if days is not None and not 0 <= days <= LONGEST_TERMS:
        raise Invalid(f"Enter days between 0 and {LONGEST_TERMS:,}.", "terms_days")
    return days


def _tidy_rate(minor: Any) -> int | None:
    if minor is not None and not 0 <= minor < LARGEST_RATE:
        raise Invalid("Enter a rate of 0 or more.", "hourly_rate")
    return minor


def _tidy_percent(percent: Any) -> Any:
    if percent is not None and not 0 <= percent <= 100:
        raise Invalid("Enter a percentage between 0 and 100.", "tax_percent")
    return percent


_TIDY = {
    "email": tidy_email,
    "website": tidy_website,
    "country": _tidy_country,
    "currency": _tidy_currency,
    "tier": _tidy_tier,
    "tags": tidy_tags,
    "custom": _tidy_custom,
    "terms_days": _tidy_terms,
    "hourly_rate": _tidy_rate,
    "tax_percent": _tidy_percent,
}
