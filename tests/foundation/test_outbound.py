"""The outbound guard: what a person types leads outside or nowhere (W1, W2, M8), with a resolver of the test's own."""

import socket

import pytest

from clientkeep.foundation import outbound
from clientkeep.foundation.outbound import AddressRefused, checked_address, checked_places, connect

INSIDE = [
    "127.0.0.1", "127.8.9.10", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "0.0.0.0",
    "168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1%lo", "fd00:ec2::254",
    "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2002:a9fe:a9fe::", "::127.0.0.1", "::a00:1", "2001:db8::1",
]  # fmt: skip
# Every way in which the C library reads an IPv4 address.
SPELLINGS = ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "127.0.1", "0", "017700000001", "localhost"]


def answering(*addresses):
    """A resolver that gives these addresses for every name."""

    def resolve(host, port, *rest, **named):
        found = []
        for address in addresses:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            place = (address, port, 0, 0) if ":" in address else (address, port)
            found.append((family, socket.SOCK_STREAM, 6, "", place))
        return found

    return resolve


@pytest.mark.parametrize("address", INSIDE)
def test_an_inside_address_is_refused_however_it_is_named(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", answering(address))
    with pytest.raises(AddressRefused) as refused:
        connect("mail.example.com", 993, 1)
    assert address not in str(refused.value)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_other_spellings_of_loopback_are_refused(spelling):
    with pytest.raises(AddressRefused):
        connect(spelling, 993, 1)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_an_outside_address_is_taken(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", answering(address))
    assert checked_address("mail.example.com", 993) == address


def test_one_inside_address_among_good_ones_refuses_the_whole(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", answering("93.184.216.34", "10.0.0.1"))
    with pytest.raises(AddressRefused):
        checked_places("mail.example.com", 993)


def test_a_name_that_is_turned_after_the_check_is_not_asked_again(monkeypatch):
    asked = []

    def turning(host, port, *rest, **named):
        asked.append(host)
        return answering("93.184.216.34" if len(asked) == 1 else "127.0.0.1")(host, port)

    went_to = []
    monkeypatch.setattr(socket, "getaddrinfo", turning)
    monkeypatch.setattr(socket.socket, "connect", lambda self, place: went_to.append(place))
    connect("turning.example.com", 993, 1).close()
    assert asked == ["turning.example.com"] and went_to == [("93.184.216.34", 993)]


@pytest.mark.parametrize("entry", ["127.0.0.0/8", "127.0.0.1", "localhost"])
def test_what_the_environment_allows_is_reached(settings, entry):
    settings.OUTBOUND_ALLOW = [entry]
    with socket.create_server(("127.0.0.1", 0)) as server:
        connect("localhost" if entry == "localhost" else "127.0.0.1", server.getsockname()[1], 1).close()


def test_an_allowed_network_opens_no_other(settings, monkeypatch):
    settings.OUTBOUND_ALLOW = ["10.1.0.0/16", "mail.internal"]
    monkeypatch.setattr(socket, "getaddrinfo", answering("10.2.0.1"))
    with pytest.raises(AddressRefused):
        connect("mail.example.com", 993, 1)
    assert checked_address("MAIL.internal.", 993) == "10.2.0.1"


@pytest.mark.parametrize("address", ["169.254.169.254", "168.63.129.16", "fd00:ec2::254", "::ffff:169.254.169.254", "224.0.0.1"])
def test_a_relay_in_ones_own_network_is_never_where_clouds_keep_keys(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", answering(address))
    with pytest.raises(AddressRefused):
        checked_places("relay.example.com", 25, own_network=True)


def test_a_host_that_is_no_name_is_an_error_of_the_network():
    with pytest.raises(OSError):
        outbound.connect("x" * 300 + ".example", 993, 1)
