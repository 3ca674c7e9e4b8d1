"""What the stories stand on: real servers for mail in both directions, on loopback."""

import pytest

from tests.fakes.smtp import postbox
from tests.relationship.conversations.mailboxes.conftest import imap_server, server

__all__ = ["box", "imap_server", "server"]


@pytest.fixture
def box(settings):
    """A server that takes letters and keeps them."""
    with postbox() as running:
        settings.SMTP_PORTS = {*settings.SMTP_PORTS, running.port}
        yield running
