"""Fixtures of the mail tests: a postbox on loopback, and a firm whose letters leave through it."""

import pytest

from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.mail.outbox import write
from tests.fakes.smtp import Postbox, postbox


@pytest.fixture
def box() -> Postbox:
    with postbox() as running:
        yield running


@pytest.fixture
def north_mails(cast, box, settings) -> MailServer:
    """North Studio's letters leave through the postbox."""
    settings.SMTP_PORTS = {*settings.SMTP_PORTS, box.port}
    cast.north.public_url = "https://clients.north.example"
    cast.north.save()
    return MailServer.objects.create(
        workspace=cast.north, host="127.0.0.1", port=box.port, security="none", from_email="hello@north.example"
    )


@pytest.fixture
def letter_to(cast):
    """Write a letter to Jo of Acme: `letter_to(key="k")`."""

    def write_one(**values) -> Letter:
        given = {
            "workspace": cast.north,
            "key": "first",
            "purpose": "document",
            "to_email": "jo@acme.example",
            "to_name": "Jo March",
            "subject": "Invoice 2026-0001",
            "text": "Hello Jo,\n\nhere it is.",
            "client_id": cast.acme.pk,
        }
        return write(**{**given, **values})

    return write_one
