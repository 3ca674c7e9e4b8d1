"""What the tests of playbooks share: a Tuesday morning in Portland, and a playbook of every kind of step."""

import datetime as dt
from contextlib import contextmanager

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.onboarding.models import Playbook, PlaybookRun, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.starting import start

TUESDAY = dt.datetime(2027, 3, 2, 18, tzinfo=dt.UTC)


def letter(key: str = "hello", days: int = 0, **more) -> dict:
    words = {"subject": "Welcome to {firm}", "text": "Hello {contact},\n\nwelcome."}
    return {"key": key, "kind": "letter", "side": "us", "title": "Welcome letter", "days": days, **words, **more}


def task(key: str, title: str = "", days: int = 0, **more) -> dict:
    return {"key": key, "kind": "task", "side": "us", "title": title or f"Task {key}", "days": days, **more}


def asked(key: str, title: str = "Send the logo", days: int = 0, **more) -> dict:
    return task(key, title, days, **more) | {"side": "client"}


def agreed(key: str = "terms", text: str = "Two rounds are included.", **more) -> dict:
    return {"key": key, "kind": "acknowledgement", "side": "client", "title": "How we work", "days": 0, "text": text, **more}


@pytest.fixture
def on(cast):
    """`with on(days=3):` that long after the Tuesday."""

    @contextmanager
    def moving(**after):
        with clock.moved(TUESDAY + dt.timedelta(**after)):
            yield

    return moving


@pytest.fixture
def playbook(cast, on) -> Playbook:
    """A letter to be approved, a step of the client, a task two working days after it, and what is acknowledged."""
    with on():
        return Playbook.make(cast.north, cast.by, "Design project", [letter(), asked("logo"), task("sketch", "Sketch", 2, after="logo"), agreed()])


@pytest.fixture
def begin(cast):
    """`begin(playbook)` starts it by hand for Acme."""

    def beginning(playbook: Playbook, **options) -> PlaybookRun:
        return start(cast.acting(cast.olivia), playbook, cast.acme, **options)

    return beginning


def states(run: PlaybookRun) -> dict[str, str]:
    return dict(PlaybookStep.objects.filter(run=run).order_by("position").values_list("key", "state"))


def step_of(run: PlaybookRun, key: str) -> PlaybookStep:
    return PlaybookStep.objects.select_related("run", "letter", "owner").get(run=run, key=key)
