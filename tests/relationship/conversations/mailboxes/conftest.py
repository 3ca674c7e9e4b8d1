"""North Studio's mailbox on a real Dovecot on loopback, whose certificate is trusted for the tests."""

import datetime as dt
import uuid

import pytest

from clientkeep.foundation.sealing import seal
from clientkeep.relationship.conversations.models import Mailbox
from tests.dovecot import PASSWORD, dovecot


@pytest.fixture(scope="session")
def imap_server():
    with dovecot() as running:
        yield running


@pytest.fixture
def server(imap_server, settings, monkeypatch):
    """The server, reachable: loopback is allowed and its certificate is trusted."""
    settings.OUTBOUND_ALLOW = ["127.0.0.0/8", "::1"]
    settings.IMAP_PORTS = {*settings.IMAP_PORTS, imap_server.port, imap_server.tls_port}
    monkeypatch.setenv("SSL_CERT_FILE", imap_server.certificate)
    return imap_server


@pytest.fixture
def mailbox(server, cast) -> Mailbox:
    """The firm's mailbox, with a user of its own on the server."""
    return box_of(server, cast.north)


def box_of(server, workspace, member=None, address="hello@north.example", **values) -> Mailbox:
    given = {
        "workspace": workspace, "member": member, "address": address, "host": "localhost", "port": server.tls_port,
        "security": "tls", "username": server.add(f"u{uuid.uuid4().hex[:10]}"), "password_sealed": seal(PASSWORD),
        "begins_on": dt.date(2026, 1, 1),
    }  # fmt: skip
    return Mailbox.objects.create(**{**given, **values})
