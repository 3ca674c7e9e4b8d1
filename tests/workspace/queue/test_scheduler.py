"""The clock: once for each due time, one run after missed time, nothing twice when the clock jumps back."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.workspace.queue import run_due_jobs, schedule
from clientkeep.workspace.queue.models import Job, Tick
from clientkeep.workspace.queue.scheduler import Scheduler, last_due

pytestmark = pytest.mark.django_db
START = dt.datetime(2027, 3, 1, 12, 0, 30, tzinfo=dt.UTC)
RAN: list = []


@pytest.fixture(autouse=True)
def one_schedule(monkeypatch):
    from clientkeep.workspace.queue import jobs, scheduler

    RAN.clear()
    hourly = schedule.Schedule("test.hourly", "0 * * * *", lambda: RAN.append(clock.now()))
    registry = schedule.Registry("schedule")
    registry.add(hourly.name, hourly)
    monkeypatch.setattr(scheduler, "SCHEDULES", registry)
    monkeypatch.setattr(jobs, "SCHEDULES", registry)


def at(hours: float, scheduler: Scheduler) -> None:
    with clock.moved(START + dt.timedelta(hours=hours)):
        scheduler.tick()
        run_due_jobs()


def test_a_schedule_runs_once_for_each_due_time():
    scheduler = Scheduler()
    for quarter in range(4 * 5):
        at(quarter / 4, scheduler)
    assert len(RAN) == 4


def test_a_schedule_that_is_new_has_missed_nothing():
    at(0, Scheduler())
    assert RAN == []


def test_missed_days_are_caught_up_with_one_run():
    at(0, Scheduler())
    later = Scheduler()
    at(240, later)
    at(240.5, later)
    assert len(RAN) == 1


def test_a_clock_that_jumps_back_repeats_nothing():
    scheduler = Scheduler()
    for hours in (0, 1, 2, 3, 1, 2, 3):
        at(hours, scheduler)
    at(1.5, Scheduler())
    assert len(RAN) == 3


def test_eight_schedulers_at_once_make_one_run():
    at(0, Scheduler())
    schedulers = [Scheduler() for _ in range(8)]
    with clock.moved(START + dt.timedelta(hours=1)):
        assert sum(scheduler.tick() for scheduler in schedulers) == 1
    assert Job.objects.count() == 1


def test_without_the_unique_row_eight_schedulers_would_make_eight(monkeypatch):
    from clientkeep.workspace.queue import scheduler as room

    at(0, Scheduler())
    schedulers = [Scheduler() for _ in range(8)]
    monkeypatch.setattr(room.Tick.objects, "create", lambda **_: None)
    monkeypatch.setattr(room, "enqueue_once", lambda task, key, *args: task.enqueue(*args))
    with clock.moved(START + dt.timedelta(hours=1)):
        assert sum(scheduler.tick() for scheduler in schedulers) == 8


def test_a_run_that_is_still_under_way_is_not_started_beside_itself():
    scheduler = Scheduler()
    at(0, scheduler)
    for hours in (1, 2, 3):
        with clock.moved(START + dt.timedelta(hours=hours)):
            scheduler.tick()
    assert Job.objects.filter(state="ready").count() == 1


def test_an_idle_tick_asks_the_database_nothing(django_assert_num_queries):
    scheduler = Scheduler()
    at(0, scheduler)
    with clock.moved(START + dt.timedelta(minutes=5)):
        scheduler.tick()
        with django_assert_num_queries(0):
            scheduler.tick()


@pytest.mark.parametrize(
    "cron, now, due",
    [
        ("0 3 * * *", "2027-03-28T03:00:00", "2027-03-28T03:00:00"),
        ("0 3 * * *", "2027-03-28T02:59:59", "2027-03-27T03:00:00"),
        ("*/5 * * * *", "2027-01-01T00:04:59", "2027-01-01T00:00:00"),
        ("0 6 1 * *", "2027-02-28T12:00:00", "2027-02-01T06:00:00"),
    ],
)
def test_the_latest_due_time(cron, now, due):
    assert last_due(cron, dt.datetime.fromisoformat(now + "+00:00")) == dt.datetime.fromisoformat(due + "+00:00")


def test_ticks_are_kept_by_name_and_time():
    at(0, Scheduler())
    assert Tick.objects.get().due_at == dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
