"""The sweep: what ended well a day ago goes, what is dead stays to be seen."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.workspace.queue.jobs import run_schedule, sweep_finished_jobs
from clientkeep.workspace.queue.models import Job, Tick

pytestmark = pytest.mark.django_db


def test_only_old_finished_jobs_are_swept():
    now = clock.now()
    old, fresh = now - dt.timedelta(days=2), now - dt.timedelta(hours=2)
    for state, ended in (("done", old), ("done", fresh), ("dead", old), ("ready", None)):
        Job.objects.create(path="x", state=state, ended_at=ended)
    assert sweep_finished_jobs() == 1
    assert sorted(Job.objects.values_list("state", flat=True)) == ["dead", "done", "ready"]


def test_the_newest_tick_of_each_schedule_stays():
    for days in (900, 800, 1):
        Tick.objects.create(name="yearly", due_at=clock.now() - dt.timedelta(days=days))
    Tick.objects.create(name="gone", due_at=clock.now() - dt.timedelta(days=700))
    sweep_finished_jobs()
    assert Tick.objects.filter(name="yearly").count() == 1
    assert Tick.objects.filter(name="gone").count() == 1


def test_a_schedule_that_left_the_code_is_let_go():
    assert run_schedule.call("never.was") is None
