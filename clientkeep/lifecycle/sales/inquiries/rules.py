"""Rules of inquiries: the kinds of fields that a firm asks by, reading an answer, and what looks like a program. Plain Python."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

KINDS = {
    "text": "A line", "long": "Several lines", "choice": "A choice", "number": "A number", "date": "A day", "email": "An e-mail address",
    "phone": "A phone number", "consent": "A tick of consent",
}  # fmt: skip
MOST_FIELDS, MOST_CHOICES, LONGEST_LABEL, LONGEST_ANSWER = 20, 30, 200, 5_000
CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
# Nobody reads a form and types a name and an address in this time; programs do.
QUICKEST = dt.timedelta(seconds=3)
# What one address sends in an hour beyond so many is held off; beyond so many tries it is refused.
HELD_AFTER, REFUSED_AFTER = 5, 40
_HOST = re.compile(r"https?://[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)
_EMAIL = re.compile(r"^[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+\.[^\s@<>()\[\],;:\"\\.]{2,}$")
_PHONE = re.compile(r"[0-9+()./ \-]{3,60}", re.ASCII)


def is_origin(text: str) -> bool:
    """Whether this names a site that may hold the form in a frame: scheme and host, nothing behind it."""
    return bool(_HOST.fullmatch(text)) and ".." not in text


def fault_in(kind: str, answer: str, choices: list[str]) -> str:
    """Say what is wrong with an answer that is not empty; nothing where it is right."""
    if kind == "choice" and answer not in choices:
        return "Choose one of the list."
    if kind == "number" and not _is_number(answer):
        return "Enter a number, such as 1200 or 3.5."
    if kind == "date" and not _is_day(answer):
        return "Enter a day, such as 2026-03-31."
    if kind == "email" and (not _EMAIL.match(answer) or len(answer) > 254):
        return "Enter an e-mail address like name@example.com."
    if kind == "phone" and not _PHONE.fullmatch(answer):
        return "Enter a phone number, such as +1 503 555 0142."
    return ""


def source_of(campaign: Mapping[str, str], referrer: str) -> str:
    """Where an inquiry comes from: the campaign's source, else the host that led here, else the form itself."""
    if campaign.get("utm_source"):
        return campaign["utm_source"][:100]
    host = referrer.partition("://")[2].partition("/")[0].partition("@")[0]
    return host.removeprefix("www.")[:100] or "Inquiry form"


def _is_number(text: str) -> bool:
    try:
        return text.isascii() and len(text) <= 30 and Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False
