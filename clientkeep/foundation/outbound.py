"""Going out to a host that a person typed. The address is checked when the socket opens, and that very address is used.

Private, loopback, link-local and the clouds' own addresses lead inside and are refused, however they are written.
CLIENTKEEP_OUTBOUND_ALLOW lists networks and hosts of one's own that may be reached all the same.
"""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Any

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_OWN = [ipaddress.ip_network(each) for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7", "::1")]
# Where clouds hand out their keys: on public addresses, and in ranges that are others' own networks.
_CLOUD_KEYS = [ipaddress.ip_network(each) for each in ("168.63.129.16", "192.0.0.0/24", "fd00:ec2::/32")]


class AddressRefused(Exception):
    """The host leads to an address that we do not go to; the message says so without naming the address."""


@dataclass(frozen=True, slots=True)
class Place:
    """A checked address, as a socket takes it."""

    family: int
    sockaddr: Any

    @property
    def address(self) -> str:
        """The numeric address, to be used instead of the name."""
        return self.sockaddr[0]


def checked_places(host: str, port: int, own_network: bool = False) -> list[Place]:
    """Resolve a host once; returns its addresses. AddressRefused where any of them is forbidden, OSError for none.

    `own_network`: private and loopback addresses may be reached too, the clouds' own never.
    """
    places = [Place(family, sockaddr) for family, _, _, _, sockaddr in _resolved(host, port)]
    if any(not _may_reach(host, place.address, own_network) for place in places):
        raise AddressRefused(f"{host} leads to an address that is not on the open internet.")
    if not places:
        raise OSError("no address")
    return places


def checked_address(host: str, port: int) -> str:
    """Return one address of a host, checked, for a client that connects by itself and keeps the name for TLS only."""
    return checked_places(host, port)[0].address


def is_allowed_by_name(host: str, port: int) -> bool:
    """Tell whether a host leads only to what CLIENTKEEP_OUTBOUND_ALLOW names. OSError where it leads nowhere."""
    found = [ipaddress.ip_address(sockaddr[0].partition("%")[0]) for _, _, _, _, sockaddr in _resolved(host, port)]
    return bool(found) and all(_is_allowed(host, _inside_of(address)) for address in found)


def connect(host: str, port: int, timeout: float, own_network: bool = False) -> socket.socket:
    """Open a socket to a checked address of the host. Raises AddressRefused, or OSError where none answers."""
    problem: OSError | None = None
    for place in checked_places(host, port, own_network):
        opened = socket.socket(place.family, socket.SOCK_STREAM)
        try:
            opened.settimeout(timeout)
            opened.connect(place.sockaddr)
            return opened
        except OSError as refused:
            opened.close()
            problem = refused
    raise problem or OSError("no address")


def _resolved(host: str, port: int) -> list[tuple]:
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise OSError("not a host name") from None


def _may_reach(host: str, numeric: str, own_network: bool) -> bool:
    address = ipaddress.ip_address(numeric.partition("%")[0])
    hidden = _inside_of(address)
    if _is_allowed(host, hidden):
        return True
    if hidden.is_multicast or any(hidden in network for network in _CLOUD_KEYS):
        return False
    if own_network and any(hidden in network for network in _OWN):
        return True
    return hidden.is_global


def _inside_of(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo and teredo[1]) or _compatible(address) or address


def _compatible(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    low = int(address)
    return ipaddress.IPv4Address(low) if 1 < low <= 0xFFFFFFFF else None


def _is_allowed(host: str, address: Address) -> bool:
    for entry in settings.OUTBOUND_ALLOW:
        try:
            if address in ipaddress.ip_network(entry, strict=False):
                return True
        except ValueError:
            if entry.lower() == host.lower().rstrip("."):
                return True
    return False
