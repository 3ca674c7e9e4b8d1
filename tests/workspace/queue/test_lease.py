"""Claims, fencing, back-off, death and fair share."""

import datetime as dt
from collections import Counter

import pytest
from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.queue import confirm_lease, enqueue_once, fair_share, lease, run_due_jobs
from clientkeep.workspace.queue.lease import LeaseLost, claim_next, take_over_abandoned
from clientkeep.workspace.queue.models import Job
from clientkeep.workspace.queue.running import run_job

from . import tasks

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def emptied():
    tasks.RAN.clear()


def test_a_job_exists_only_if_its_cause_commits():
    with pytest.raises(RuntimeError), transaction.atomic():
        tasks.note.enqueue("lost")
        raise RuntimeError
    assert not Job.objects.exists()


def test_jobs_run_in_order_with_those_that_they_enqueue():
    tasks.pass_on.enqueue("second")
    tasks.note.enqueue("first")
    assert run_due_jobs() == 3
    assert tasks.RAN == ["first", "second"]
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_a_job_for_later_waits_for_its_time():
    with clock.moved(NOW):
        tasks.note.using(run_after=NOW + dt.timedelta(hours=1)).enqueue("later")
        assert run_due_jobs() == 0
    with clock.moved(NOW + dt.timedelta(hours=1)):
        assert run_due_jobs() == 1


def test_a_claimed_job_is_not_claimed_again_while_its_lease_lasts():
    tasks.note.enqueue("once")
    with clock.moved(clock.now()):
        assert claim_next() is not None
        assert claim_next() is None


def test_a_lease_that_ended_is_taken_over_and_the_sleeper_writes_nothing():
    tasks.note.enqueue("once")
    start = clock.now()
    sleeper = claim_next()
    with clock.moved(start + lease.LEASE + dt.timedelta(seconds=5)):
        assert take_over_abandoned() == 1
        second = claim_next()
        assert second is not None and second.fence > sleeper.fence
        assert sleeper.extend() is False
        assert sleeper.finish() is False
        assert Job.objects.get().state == "held"
        assert second.finish() is True
    assert Job.objects.get().state == "done"


def test_a_lease_that_was_extended_is_not_taken_over():
    tasks.note.enqueue("long")
    start = clock.now()
    held = claim_next()
    with clock.moved(start + lease.LEASE * 0.9):
        assert held.extend()
    with clock.moved(start + lease.LEASE * 1.5):
        assert take_over_abandoned() == 0


def test_the_last_transaction_of_a_job_is_rolled_back_when_the_lease_was_lost():
    tasks.note.enqueue("x")
    sleeper = claim_next()
    token = lease._held.set(sleeper)
    try:
        confirm_lease()
        Job.objects.update(fence=9)
        with pytest.raises(LeaseLost):
            confirm_lease()
    finally:
        lease._held.reset(token)


def test_confirming_outside_of_a_job_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        confirm_lease()


def test_a_poison_task_is_tried_eight_times_with_growing_waits_and_then_shown_as_dead():
    with clock.moved(NOW):
        tasks.fail.enqueue("luck")
    at, waits = NOW, []
    for _ in range(8):
        with clock.moved(at):
            assert run_due_jobs(raising=False) == 1
            assert run_due_jobs(raising=False) == 0
        job = Job.objects.get()
        waits.append((job.run_at - at).total_seconds())
        at = max(job.run_at, at)
    assert waits[:7] == [5, 10, 20, 40, 80, 160, 320]
    assert (job.state, job.attempts, len(tasks.RAN)) == ("dead", 8, 8)
    assert "ValueError: no luck" in Job.objects.dead().get().error


def test_a_job_that_kills_its_worker_each_time_dies_too():
    tasks.note.enqueue("bomb")
    at = clock.now()
    for _ in range(8):
        with clock.moved(at):
            assert claim_next() is not None
        at += lease.LEASE + dt.timedelta(seconds=1)
        with clock.moved(at):
            take_over_abandoned()
    job = Job.objects.dead().get()
    assert job.error == "The worker ended while it ran this job."


def test_a_dead_job_can_be_revived():
    tasks.note.enqueue("again")
    Job.objects.update(state="dead", attempts=8, error="x", ended_at=clock.now())
    Job.objects.get().revive()
    assert run_due_jobs() == 1
    assert tasks.RAN == ["again"]


def test_a_job_that_is_given_back_does_not_count_as_tried():
    tasks.note.enqueue("x")
    claim_next().give_back()
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("ready", 0)


def test_a_flood_of_one_workspace_does_not_hold_up_another():
    with fair_share("flood"):
        for number in range(300):
            tasks.note.enqueue(f"flood {number}")
    for name in ("", "a small firm", "zebra"):
        with fair_share(name):
            tasks.note.enqueue(name or "nobody")
    turn, served = None, Counter()
    for _ in range(8):
        held = claim_next(turn)
        turn = held.job.fair_key
        served[turn] += 1
        run_job(held)
    assert served["a small firm"] == served["zebra"] == served[""] == 1


def test_a_job_passes_its_workspace_on():
    with fair_share("north"):
        tasks.pass_on.enqueue("x")
    run_due_jobs()
    assert set(Job.objects.values_list("fair_key", flat=True)) == {"north"}


def test_recorded_events_count_towards_their_workspace(cast):
    cast.invoice()
    keys = set(Job.objects.filter(path__endswith="dispatch_event").values_list("fair_key", flat=True))
    assert keys <= {str(cast.north.pk), str(cast.south.pk)}


def test_one_unfinished_job_of_a_key():
    assert enqueue_once(tasks.note, "same", "one") is not None
    assert enqueue_once(tasks.note, "same", "two") is None
    run_due_jobs()
    assert enqueue_once(tasks.note, "same", "three") is not None
    run_due_jobs()
    assert tasks.RAN == ["one", "three"]


def test_an_idle_look_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert claim_next() is None


def test_the_first_failure_is_raised_to_the_test_that_drains():
    tasks.fail.enqueue("x")
    with pytest.raises(ValueError, match="no x"):
        run_due_jobs()
    assert Job.objects.get().state == "ready"


def test_a_task_that_is_gone_from_the_code_is_put_off_and_said():
    Job.objects.create(path="tests.workspace.queue.tasks.gone")
    assert run_due_jobs(raising=False) == 1
    assert "gone" in Job.objects.get().error
