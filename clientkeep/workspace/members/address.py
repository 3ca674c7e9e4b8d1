"""Addresses: where a request comes from, and where this installation is reached.

Neither is taken from what a visitor may write: a forwarding header counts only from configured proxies,
and links in letters start with the stored public address, never with the Host header.
"""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from clientkeep.foundation.errors import Invalid

from .model import Workspace


def client_address(request: HttpRequest) -> str:
    """Return the IP address of the visitor.

    With TRUSTED_PROXIES = n the n-th entry from the right of X-Forwarded-For counts, which the outermost of
    our own proxies wrote; everything left of it could be written by the visitor. The header is ignored when
    the peer is no machine of our own network, has too few entries, or holds something that is no address.
    """
    direct = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - a unix socket has no address
    if settings.TRUSTED_PROXIES < 1 or not _is_near(direct):
        return direct
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if len(hops) < settings.TRUSTED_PROXIES:
        return direct
    try:
        return str(ipaddress.ip_address(hops[-settings.TRUSTED_PROXIES]))
    except ValueError:
        return direct


def _is_near(peer: str) -> bool:
    """A proxy of ours stands on this machine or in its own network."""
    try:
        return not ipaddress.ip_address(peer).is_global
    except ValueError:
        return False


def public_url(workspace: Workspace | None) -> str:
    """Return where clients reach the firm, without a slash at its end; this machine's own address until one is set."""
    stored = workspace.public_url if workspace else ""
    return (stored or settings.PUBLIC_URL or f"http://localhost:{settings.PORT}").rstrip("/")


def absolute(workspace: Workspace | None, path: str) -> str:
    """Return the full address of a local path, for letters and links."""
    return public_url(workspace) + path


def checked_public_url(text: str) -> str:
    """Return a public address as it is stored: scheme and host, no path.

    Raises Invalid, with the field `public_url`, for what no client could open: another scheme, a private or
    loopback address, a bare machine name.
    """
    parts = _split(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Invalid("Write the whole address, such as https://clients.yourfirm.com.", "public_url")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise Invalid("Leave out everything after the host, such as https://clients.yourfirm.com.", "public_url")
    if not _is_public(parts.hostname):
        raise Invalid(
            f"{parts.hostname} is reached only from this machine or its own network, so no client could open "
            "your letters' links. Use an address that the internet knows.",
            "public_url",
            "private_address",
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _split(text: str):
    try:
        parts = urlsplit(text.strip())
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        raise Invalid("This is not an address. Write it like https://clients.yourfirm.com.", "public_url") from None
    return parts


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        pass
    name = host.lower().rstrip(".")
    if "." not in name or not name.isascii() or name.rsplit(".", 1)[1].isdigit():
        return False
    return not name.endswith((".localhost", ".local", ".localdomain", ".internal", ".lan", ".home", ".home.arpa"))
