"""What the tests of meeting steps share: a meeting that can be booked, and a playbook that asks the client to book it."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.onboarding.models import Playbook, PlaybookRun, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.jobs import go_on_with_playbooks
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.lifecycle.sales.booking.booker import Booker
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.workspace.queue import run_due_jobs

NOON = dt.datetime(2026, 3, 2, 18, 0, tzinfo=dt.UTC)
FIRST = dt.datetime(2026, 3, 4, 17, 0, tzinfo=dt.UTC)


def offer(cast, name: str = "First call", **more) -> MeetingType:
    values = {"minutes": 30, "place_kind": "video", "place": "https://video.example/o", "notice_hours": 12, "furthest_days": 60, "questions": [], **more}
    made = MeetingType.make(cast.olivia, cast.by, name=name, **values)
    return MeetingType.objects.select_related("workspace", "member__user").get(pk=made.pk)


@pytest.fixture
def kind(cast):
    with clock.moved(NOON):
        yield offer(cast)


def meeting(kind: MeetingType, key: str = "talk", **more) -> dict:
    return {"key": key, "kind": "meeting", "side": "client", "title": "First talk", "days": 0, "choice": str(kind.pk), "text": "Goals and dates.", **more}


@pytest.fixture
def begin(cast, kind):
    """`begin(step, …)` starts a playbook of a meeting, and a task after it, for Acme."""

    def beginning(*steps: dict, contact=True) -> PlaybookRun:
        rows = [*(steps or (meeting(kind),)), {"key": "sketch", "kind": "task", "side": "us", "title": "Sketch", "days": 0, "after": "talk"}]
        playbook = Playbook.make(cast.north, cast.by, f"A good start {Playbook.objects.count()}", rows)
        run = start(cast.acting(cast.olivia), playbook, cast.acme, cast.jo if contact else None)
        for _ in range(20):
            go_on_with_playbooks()
        run_due_jobs()
        return run

    return beginning


def book(kind: MeetingType, at: dt.datetime = FIRST, email: str = "jo@acme.example") -> Booking:
    made = Booking.make(kind, at, Booker.of(kind, "Jo March", email, "Europe/Berlin"))
    run_due_jobs()
    return Booking.objects.select_related("kind", "workspace", "member__user").get(pk=made.pk)


def step_of(run: PlaybookRun, key: str = "talk") -> PlaybookStep:
    return PlaybookStep.objects.select_related("run").get(run=run, key=key)
