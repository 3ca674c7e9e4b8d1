"""Fetching a calendar that somebody named by its address: checked where it leads, no redirects, limits on size and time."""

import datetime as dt
import http.client
import ssl
from typing import Any
from urllib.parse import urlsplit

from clientkeep.foundation import outbound
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.outbound_http import left_after, open_line, port_of, target_of
from clientkeep.workspace.hours.calendars import Calendars

from .calendars import Busy, UnreadableCalendar, read_busy

LARGEST = 5 * 1024 * 1024
SECONDS = 10.0
WHOLE_SECONDS = 30.0
_PIECE = 64 * 1024
_STATUS_WORDS = {
    401: "The calendar asks for a password. Use its secret address for iCalendar.",
    403: "The calendar may not be read by this address. Make a new secret address there and enter it here.",
    404: "There is no calendar at this address any more. Make a new secret address there and enter it here.",
    410: "There is no calendar at this address any more. Make a new secret address there and enter it here.",
}


class NotRead(Exception):
    """The calendar could not be read; the message says why in words for its owner. Nothing that came back stands in it."""


def checked_url(url: str) -> str:
    """Return an address as it is kept. Raises Invalid with `url` where we would not go there."""
    url = "".join(url.split())
    if url[:9].lower() == "webcal://":
        url = "https://" + url[9:]
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", port_of(parts)
    except ValueError:
        raise Invalid(_NO_ADDRESS, "url") from None
    if len(url) > 2_000 or parts.scheme not in ("http", "https") or not host or parts.username or parts.password or not url.isascii():
        raise Invalid(_NO_ADDRESS, "url")
    try:
        outbound.checked_places(host, port)
    except outbound.AddressRefused:
        raise Invalid("This address leads into a private network. Enter one that is reached from the internet.", "url") from None
    except OSError:
        raise Invalid("Nobody answers at this address. Check it, and enter it again.", "url") from None
    return url


def read(url: str, member: Any, since: dt.datetime, until: dt.datetime) -> Busy:
    """Fetch a calendar and read when its owner is busy. Raises NotRead."""
    body = fetch(url)
    zone = str(Calendars(member.workspace).of(member.pk).zone)
    try:
        return read_busy(body.decode("utf-8", "replace"), zone, since, until)
    except UnreadableCalendar as problem:
        raise NotRead(str(problem)) from None


def fetch(url: str) -> bytes:
    """Return what stands at an address. The socket goes to the very address that was checked. Raises NotRead."""
    parts = urlsplit(url)
    try:
        line = open_line(parts, SECONDS)
    except outbound.AddressRefused:
        raise NotRead("The address now leads into a private network and is not read.") from None
    except ssl.SSLError:
        raise NotRead("The server of the calendar cannot prove that it is the one it claims to be.") from None
    except OSError:
        raise NotRead("The server of the calendar does not answer.") from None
    with left_after(line, WHOLE_SECONDS) as late:
        try:
            line.request("GET", target_of(parts), headers={"Accept": "text/calendar", "User-Agent": "Clientkeep", "Accept-Encoding": "identity"})
            answer = line.getresponse()
            _check_status(answer.status)
            body = _body(answer)
            if late.is_set():
                raise TimeoutError
            return body
        except (OSError, http.client.HTTPException, ValueError) as problem:
            is_late = late.is_set() or isinstance(problem, TimeoutError)
            raise NotRead("The calendar takes too long to come." if is_late else "The server of the calendar broke off.") from None


_NO_ADDRESS = "Paste the whole address of the calendar, beginning with https:// or webcal://."


def _check_status(status: int) -> None:
    if 300 <= status < 400:
        raise NotRead("The address leads on to another one. Enter the address to which it leads.")
    if status != 200:
        raise NotRead(_STATUS_WORDS.get(status, f"The server of the calendar answered with an error ({status})."))


def _body(answer: http.client.HTTPResponse) -> bytes:
    """Read in pieces, and no more than is sensible."""
    found = bytearray()
    while piece := answer.read1(_PIECE):
        found += piece
        if len(found) > LARGEST:
            raise NotRead("The calendar is larger than 5 MB and is not read.")
    if answer.length:
        raise NotRead("The server of the calendar broke off.")
    return bytes(found)
