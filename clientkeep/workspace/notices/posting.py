"""Posting to an address that a person typed: checked when it is kept and as the socket opens, no redirects, limits on all."""

import http.client
import json
import ssl
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from clientkeep.foundation import outbound
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.outbound_http import left_after, open_line, port_of, target_of

from .rules import safe_words

SECONDS = 10.0
MOST_READ = 64 * 1024
_PIECE = 16 * 1024
_NO_ADDRESS = "Paste the whole address of the webhook, beginning with https://."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a post: the status, where there was one, and at most 200 safe signs of the answer or of the reason."""

    status: int | None
    words: str

    @property
    def is_good(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def checked_url(url: str) -> str:
    """Return an address as it is kept. Raises Invalid with `url` where we would not go there.

    Without TLS only networks of one's own are reached, as CLIENTKEEP_OUTBOUND_ALLOW names them.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", port_of(parts)
    except ValueError:
        raise Invalid(_NO_ADDRESS, "url") from None
    wrong = parts.scheme not in ("http", "https") or not host or parts.username or parts.password or parts.fragment
    if wrong or len(url) > 2_000 or not url.isascii() or not url.isprintable() or " " in url:
        raise Invalid(_NO_ADDRESS, "url")
    try:
        if parts.scheme == "http" and not outbound.is_allowed_by_name(host, port):
            raise Invalid("Begin the address with https://, so that nobody on the way reads what is sent.", "url")
        outbound.checked_places(host, port)
    except outbound.AddressRefused:
        raise Invalid("This address leads into a private network. Enter one that is reached from the internet.", "url") from None
    except OSError:
        raise Invalid("Nobody answers at this address. Check it, and enter it again.", "url") from None
    return url


def post(url: str, text: str, delivery_id: str) -> Outcome:
    """Post `{"text": …}` once. Never raises for what the other side does; the whole takes at most some ten seconds.

    The same delivery has the same `Clientkeep-Delivery`, so that a receiver can tell a repeat.
    """
    parts = urlsplit(url)
    try:
        line = open_line(parts, SECONDS)
    except outbound.AddressRefused:
        return Outcome(None, "The address leads into a private network.")
    except ssl.SSLError:
        return Outcome(None, "The server cannot prove that it is the one it claims to be.")
    except (OSError, ValueError):
        return Outcome(None, "The server does not answer.")
    with left_after(line, SECONDS):
        try:
            return _answer(line, parts, text, delivery_id)
        except TimeoutError:
            return Outcome(None, "The server takes too long to answer.")
        except (OSError, http.client.HTTPException, ValueError):
            return Outcome(None, "The server broke off.")


def _answer(line: http.client.HTTPConnection, parts: SplitResult, text: str, delivery_id: str) -> Outcome:
    headers = {
        "Content-Type": "application/json", "User-Agent": "Clientkeep", "Accept-Encoding": "identity", "Connection": "close",
        "Clientkeep-Delivery": delivery_id,
    }  # fmt: skip
    line.request("POST", target_of(parts), json.dumps({"text": text}).encode(), headers)
    answer = line.getresponse()
    if 300 <= answer.status < 400:
        return Outcome(answer.status, "The address leads on to another one, which is not followed.")
    return Outcome(answer.status, safe_words(_body(answer)))


def _body(answer: http.client.HTTPResponse) -> bytes:
    """Read at most so much; what comes after, and what breaks off, changes nothing: the status has said it."""
    found = bytearray()
    with suppress(OSError, http.client.HTTPException):
        while len(found) < MOST_READ and (piece := answer.read1(min(_PIECE, MOST_READ - len(found)))):
            found += piece
    return bytes(found)
