"""The web host's login of Acme: asked for, and handed over with words that stand nowhere else."""

import pytest

from clientkeep.lifecycle.onboarding.credentials import asking
from clientkeep.lifecycle.onboarding.credentials.rules import Content
from clientkeep.workspace.members.acting import Actor

CANARY = "c4naryWren7Tumbril"


@pytest.fixture
def asked(cast):
    """A request to Jo, ready to be answered."""
    return asking.ask(cast.acme, cast.by, contact=cast.jo, label="Login of the web host", note="The one that you use yourself.")


@pytest.fixture
def held(cast, asked):
    """Handed over by Jo."""
    asked.enter(Actor("contact", cast.jo.pk, "Jo March"), Content(CANARY, "acme-admin-Zq9", "https://host.example/login"))
    return asked
