"""Headers, read defensively: the standard library trips over some of them, and then their raw text is taken."""

import datetime as dt
import re
import unicodedata
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

MOST_ADDRESSES = 200
MOST_IDS = 100
_ID = re.compile(r"<[^<>\s]{1,290}>")
_ADDRESS = re.compile(r"^[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]]{1,250}$")
EARLIEST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)


def text_of(message: EmailMessage, name: str, most: int = 300) -> str:
    """Return one header as a line of text without unseen signs; empty where it is missing."""
    return clean(_value(message, name), most)


def addresses_of(message: EmailMessage, *names: str) -> list[tuple[str, str]]:
    """Return (name, address) of each address in these headers, addresses in lower case, broken ones left out."""
    found = []
    for name in names:
        for shown, address in _pairs(message, name):
            address = clean(address, 320).lower()
            if _ADDRESS.match(address) and len(address) <= 254:
                found.append((clean(shown, 200), address))
    return found[:MOST_ADDRESSES]


def ids_of(message: EmailMessage, *names: str) -> list[str]:
    """Return the message ids in these headers, each with its angle brackets, at most the last hundred."""
    found: dict[str, None] = {}
    for name in names:
        for value in _values(message, name):
            found.update(dict.fromkeys(_ID.findall(value[:100_000])))
    return list(found)[-MOST_IDS:]


def date_of(message: EmailMessage) -> dt.datetime | None:
    """Return the day and time that the sender's clock showed, in UTC; None where it cannot be read."""
    try:
        moment = parsedate_to_datetime(_raw(message, "date")[:200])
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment >= EARLIEST else None


def clean(text: str, most: int) -> str:
    """Return text as one line of at most `most` signs, without control, format and surrogate signs."""
    whole = text[: most * 20].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    seen = "".join(sign if unicodedata.category(sign) not in ("Cf", "Cs", "Co") else "" for sign in whole)
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in seen)
    return " ".join(seen.split())[:most]


def _pairs(message: EmailMessage, name: str) -> list[tuple[str, str]]:
    """Read before encoded words are decoded, so that a name cannot pretend to be an address."""
    try:
        parsed = [each for header in message.get_all(name, []) for each in getattr(header, "addresses", ())]
        if parsed:
            return [(each.display_name, each.addr_spec) for each in parsed[:MOST_ADDRESSES]]
    except Exception:  # as below
        parsed = []
    return getaddresses([_raw(message, name)[:20_000]])


def _values(message: EmailMessage, name: str) -> list[str]:
    try:
        return [str(value) for value in message.get_all(name, [])]
    # A header's own parser may trip over anything: ValueError, IndexError, AttributeError, LookupError, RecursionError.
    except Exception:
        return [_raw(message, name)]


def _value(message: EmailMessage, name: str) -> str:
    return next(iter(_values(message, name)), "")


def _raw(message: EmailMessage, name: str) -> str:
    return next((str(value) for header, value in message.raw_items() if header.lower() == name.lower()), "")
