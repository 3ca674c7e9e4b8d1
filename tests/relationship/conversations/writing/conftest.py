"""A firm whose letters leave through a real server on loopback, and the page on which its people write."""

import pytest
from django.urls import reverse

from clientkeep.relationship.clients.once import mint
from clientkeep.workspace.mail.handover import hand_over
from clientkeep.workspace.mail.models import Letter, MailServer
from tests.fakes.smtp import Postbox, postbox


@pytest.fixture
def box() -> Postbox:
    with postbox() as running:
        yield running


@pytest.fixture
def north_mails(cast, box, settings) -> MailServer:
    settings.SMTP_PORTS = {*settings.SMTP_PORTS, box.port}
    cast.north.public_url = "https://clients.north.example"
    cast.north.save()
    return MailServer.objects.create(
        workspace=cast.north, host="127.0.0.1", port=box.port, security="none", from_email="hello@north.example"
    )


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


@pytest.fixture
def send(cast, page):
    """Send the form of a letter: `send(text="…", to=[cast.jo])`; `thread=` answers."""

    def post(client=None, thread=None, **typed):
        to = [str(getattr(person, "pk", person)) for person in typed.pop("to", [cast.jo])]
        given = {"subject": "The launch", "text": "Hello {contact},\n\nit is on Friday.", "when": "now", "to": to}
        given |= {"form_token": mint(cast.acting(cast.olivia)), **typed}
        url = reverse("conversations:answer", args=[thread.pk]) if thread else reverse("conversations:write", args=[(client or cast.acme).pk])
        return page.post(url, given)

    return post


@pytest.fixture
def leave():
    """Let every letter that is due leave."""

    def go() -> None:
        for letter in Letter.objects.filter(state="ready"):
            hand_over(letter.pk)

    return go
