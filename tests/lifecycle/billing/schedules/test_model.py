"""Invoices that come again: once a period, whoever runs it and however often."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.billing.schedules import model
from clientkeep.lifecycle.billing.schedules.jobs import draft_what_is_due
from clientkeep.lifecycle.billing.schedules.model import Schedule
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.queue import run_due_jobs

MONTHLY = {"every": 1, "unit": "month", "starts": "2027-01-31", "ends": None, "count": 6}


def at(year: int, month: int, day: int, hour: int = 20):
    return clock.moved(dt.datetime(year, month, day, hour, tzinfo=dt.UTC))


def begun(cast, **repeat) -> Schedule:
    with at(2027, 1, 31):
        invoice = cast.invoice(price="300", repeat={**MONTHLY, **repeat}, terms="Net", notes="Thanks", reference="PO 1")
        run_due_jobs()
    return Schedule.objects.get(source=invoice)


def test_issuing_a_repeating_invoice_begins_its_schedule_once(cast):
    schedule = begun(cast)
    assert (schedule.next_on, schedule.state) == (dt.date(2027, 2, 28), "active")
    assert Schedule.begin(Document.objects.get(pk=schedule.source_id)).pk == schedule.pk


def test_each_day_drafts_one_invoice_that_says_the_same(cast):
    schedule = begun(cast)
    with at(2027, 2, 28):
        for _ in range(20):
            draft_what_is_due()
    draft = Document.objects.drafts().get()
    source = schedule.source
    assert (draft.total_minor, draft.reference, draft.notes, draft.repeat) == (source.total_minor, "PO 1", "Thanks", None)
    assert (draft.issue_date, draft.due_date) == (dt.date(2027, 2, 28), dt.date(2027, 3, 30))


def test_the_day_is_the_firms_not_the_servers(cast):
    begun(cast)
    with at(2027, 2, 28, 5):  # still 27 February in Portland
        draft_what_is_due()
        assert not Document.objects.drafts().exists()


def test_missed_months_are_made_up_for_once_each_and_the_series_ends(cast):
    schedule = begun(cast)
    with at(2028, 1, 10):
        draft_what_is_due()
        draft_what_is_due()
    assert Document.objects.drafts().count() == 5
    schedule.refresh_from_db()
    assert (schedule.state, schedule.next_on) == ("ended", None)
    assert [row.day.day for row in schedule.occurrences.all()] == [31, 28, 31, 30, 31, 30]


def test_a_pause_leaves_out_what_fell_due_in_it(cast):
    schedule = begun(cast, count=None)
    schedule.pause(cast.by)
    with at(2027, 4, 15):
        draft_what_is_due()
        assert not Document.objects.drafts().exists()
        schedule.resume(cast.by)
        draft_what_is_due()
        assert not Document.objects.drafts().exists()
    schedule.refresh_from_db()
    assert schedule.next_on == dt.date(2027, 4, 30)


def test_an_archived_client_and_a_void_invoice_draft_nothing(cast):
    schedule = begun(cast)
    cast.acme.archive(cast.by)
    with at(2027, 3, 1):
        draft_what_is_due()
    assert not Document.objects.drafts().exists()
    cast.acme.restore(cast.by)
    schedule.source.void(cast.by, "mistake")
    run_due_jobs()
    schedule.refresh_from_db()
    assert schedule.state == "ended"
    with pytest.raises(Conflict):
        schedule.resume(cast.by)


def test_a_draft_thrown_away_does_not_come_back(cast):
    begun(cast)
    with at(2027, 3, 1):
        draft_what_is_due()
        Document.objects.drafts().get().discard(cast.by)
        draft_what_is_due()
    assert not Document.objects.drafts().exists()


def test_the_page_tells_the_next_day_and_stops_it(cast, as_member):
    schedule = begun(cast)
    page = as_member(cast.olivia)
    with at(2027, 2, 1):
        text = page.get(reverse("documents:detail", args=[schedule.source_id])).content.decode()
        assert "The next one is drafted" in text and "28 Feb" in text
        assert page.get(reverse("schedules:change", args=[schedule.pk, "stop"])).status_code == 405
        assert page.post(reverse("schedules:change", args=[schedule.pk, "stop"])).status_code == 302
    schedule.refresh_from_db()
    assert schedule.state == "ended"
    assert as_member(cast.sid).post(reverse("schedules:change", args=[schedule.pk, "stop"])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_eight_schedulers_at_once_draft_one_invoice(cast):
    begun(cast)
    _eight_at_once()
    assert Document.objects.drafts().count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_claim_they_draft_eight(cast, monkeypatch):
    """The test above proves something only because this one clashes."""
    schedule = begun(cast)
    draft = Document.draft
    monkeypatch.setattr(model, "claim", lambda schedule, index: True)
    monkeypatch.setattr(Document, "draft", lambda *args, form_token=None, **values: draft(*args, **values))
    _eight_at_once(schedule)
    assert Document.objects.drafts().count() == 8


def _eight_at_once(schedule: Schedule | None = None) -> None:
    gate, problems = threading.Barrier(8), []

    def run() -> None:
        try:
            with at(2027, 3, 1):
                gate.wait()
                draft_what_is_due()
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert problems == []
