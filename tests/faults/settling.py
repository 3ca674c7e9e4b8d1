"""What the examiner asks of the queue, and the hours that it lets pass after a run."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from clientkeep.foundation import clock
from clientkeep.workspace.queue.models import Job

SWEEPS = ("fetch_what_is_due", "send_what_is_due")
LATER = (dt.timedelta(minutes=4), dt.timedelta(minutes=10), dt.timedelta(hours=1), dt.timedelta(hours=8))


@contextmanager
def looking_at(database: str) -> Iterator[None]:
    """Connect to a database file for one question, and hold nothing open after it."""
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()


def pending() -> list[str]:
    """Jobs that are held, or ready and due."""
    rows = Job.objects.filter(state="held") | Job.objects.filter(state="ready", run_at__lte=clock.now())
    return [f"{job.path} is {job.state} after {job.attempts} tries: {job.error}" for job in rows]


def minute() -> int:
    """Put the sweeps into the queue that fetch mail and ask by rule, as the scheduler does when they are due."""
    from clientkeep.workspace.queue import enqueue_once
    from clientkeep.workspace.queue.discovering import find_jobs
    from clientkeep.workspace.queue.jobs import run_schedule
    from clientkeep.workspace.queue.schedule import SCHEDULES

    find_jobs()
    names = [schedule.name for schedule in SCHEDULES if schedule.name.endswith(SWEEPS)]
    return len([name for name in names if enqueue_once(run_schedule, f"clock:{name}", name)])


def settle() -> list[str]:
    """Let the scheduler and the worker's code run at later hours, then name the jobs that are not over."""
    from clientkeep.workspace.queue import run_due_jobs
    from clientkeep.workspace.queue.lease import take_over_abandoned
    from clientkeep.workspace.queue.scheduler import Scheduler

    for later in LATER:
        with clock.moved(clock.now() + later):
            take_over_abandoned()
            Scheduler().tick()
            run_due_jobs(raising=False)
    waiting = Job.objects.filter(state__in=("ready", "held"))
    return [f"{job.path} is {job.state} after {job.attempts} tries: {job.error}" for job in waiting]


def facts() -> dict[str, int]:
    """How much the run made."""
    from clientkeep.lifecycle.agreements.models import Choice, Signing
    from clientkeep.lifecycle.billing.models import Entry, Payment
    from clientkeep.lifecycle.delivery.models import Project
    from clientkeep.lifecycle.retention.models import Survey
    from clientkeep.relationship.conversations.models import Arrival, Message, Recap
    from clientkeep.relationship.documents.models import Document
    from clientkeep.workspace.journal.models import Event
    from clientkeep.workspace.mail.models import Letter

    return {
        "documents issued": Document.objects.exclude(state="draft").count(),
        "payments": Payment.objects.count(),
        "ledger entries": Entry.objects.count(),
        "mails filed": Message.objects.filter(channel="mail", direction="in").count(),
        "mails set aside": Arrival.objects.count(),
        "letters written": Message.objects.filter(direction="out").count(),
        "recaps confirmed": Recap.objects.filter(state="confirmed").count(),
        "surveys asked": Survey.objects.count(),
        "surveys answered": Survey.objects.filter(state="answered").count(),
        "agreements signed": Signing.objects.filter(state="signed").count(),
        "proposals accepted": Choice.objects.count(),
        "projects opened": Project.objects.count(),
        "events": Event.objects.count(),
        "letters sent": Letter.objects.filter(state="sent").count(),
        "letters of unknown delivery": Letter.objects.filter(state="unknown").count(),
        "jobs done": Job.objects.filter(state="done").count(),
        "jobs dead": Job.objects.filter(state="dead").count(),
    }
