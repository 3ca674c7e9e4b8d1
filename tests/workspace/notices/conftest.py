"""Fixtures of notices: a sink on loopback, a mail server, and clients who write."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.workspace.mail.models import MailServer
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.notices.models import Preferences, Webhook
from clientkeep.workspace.queue import run_due_jobs
from tests.fakes.sink import sink
from tests.fakes.smtp import postbox

NOON = dt.datetime(2026, 3, 4, 20, 0, tzinfo=dt.UTC)  # 12:00 in Portland, a Wednesday


@pytest.fixture
def slack(settings):
    settings.OUTBOUND_ALLOW = ["127.0.0.1"]
    with sink() as running:
        yield running


@pytest.fixture
def box():
    with postbox() as running:
        yield running


@pytest.fixture
def mails(cast, box, settings):
    """North Studio's letters leave through the postbox."""
    settings.SMTP_PORTS = {*settings.SMTP_PORTS, box.port}
    cast.north.public_url = "https://clients.north.example"
    cast.north.save()
    MailServer.objects.create(workspace=cast.north, host="127.0.0.1", port=box.port, security="none", from_email="hello@north.example")
    return box


@pytest.fixture
def owned(cast):
    """Olivia owns Acme, so that she alone is told of it."""
    cast.acme.give_to(cast.olivia, cast.acting(cast.olivia).actor)
    return cast


@pytest.fixture
def writes(cast):
    """A contact writes: `writes("The photos")`, to Acme unless another client is given. Jobs are run."""

    def write(subject="The photos", client=None, contact=None, work=True, **more):
        contact = contact or cast.jo
        thread = Thread.begin(client or cast.acme, subject)
        said = Message.receive(thread, Actor("contact", contact.pk, contact.name), text="Here.", channel="mail", contact=contact, **more)
        if work:
            run_due_jobs()
        return said

    return write


@pytest.fixture
def chooses(cast):
    """A member chooses: `chooses(cast.olivia, message="mail", windows="9:00")`."""

    def choose(member, hooked=(), windows="9:00, 16:00", quiet=("", ""), **ways):
        return Preferences.keep(member, cast.acting(member).actor, ways, hooked, windows, *quiet)

    return choose


@pytest.fixture
def hooks(cast, slack):
    """A member sets the sink as webhook; without one it is the firm's."""

    def keep(member=None, kinds=None):
        return Webhook.keep(cast.north, member, cast.by, slack.url, kinds)

    return keep


@pytest.fixture
def at():
    """Move the clock to noon and so much later: `with at(hours=3):`."""

    def move(**later):
        return clock.moved(NOON + dt.timedelta(**later))

    return move
