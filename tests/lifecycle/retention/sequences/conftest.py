"""What the tests of sequences share: a sequence of three steps, and a real mail server."""

import pytest

from clientkeep.lifecycle.retention.models import Sequence, SequenceRun, SequenceStep
from clientkeep.lifecycle.retention.sequences.starting import start
from clientkeep.workspace.mail.models import MailServer
from tests.fakes.smtp import Postbox, postbox


def letter(days: int = 0, by_itself: bool = True, subject: str = "A word", hour: int = 10, **others: str) -> dict:
    words = {"": {"subject": subject, "text": "Hello {contact},\n\nhow are things at {client}?"}}
    words |= {language: {"subject": said, "text": "Hallo {contact},\n\nwie geht es?"} for language, said in others.items()}
    return {"kind": "letter", "days": days, "hour": hour, "by_itself": by_itself, "words": words}


def task(days: int = 1, what: str = "Ring them") -> dict:
    return {"kind": "task", "days": days, "hour": 9, "what": what}


@pytest.fixture
def sequence(cast, at) -> Sequence:
    """A letter that goes by itself, a task, a letter to be approved."""
    with at():
        return Sequence.make(cast.north, cast.by, "Quiet quote", [letter(1), task(2), letter(1, False, "Still there?", de="Noch da?")])


@pytest.fixture
def begin(cast):
    """`begin(sequence)` starts it for Jo of Acme."""

    def beginning(sequence: Sequence, contact=None, **options) -> SequenceRun:
        return start(cast.acting(cast.olivia), sequence, contact or cast.jo, **options)

    return beginning


@pytest.fixture
def box(cast, settings) -> Postbox:
    with postbox() as running:
        settings.SMTP_PORTS = {*settings.SMTP_PORTS, running.port}
        cast.north.public_url = "https://clients.north.example"
        cast.north.save()
        MailServer.objects.create(workspace=cast.north, host="127.0.0.1", port=running.port, security="none", from_email="hello@north.example")
        yield running


def states(run: SequenceRun) -> list[str]:
    return list(SequenceStep.objects.filter(run=run).order_by("position").values_list("state", flat=True))
