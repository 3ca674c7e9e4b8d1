"""A late promise of theirs has one draft the morning after, which a person alone sends; ours is told with a new day."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.conversations.models import Promise, Reminder
from clientkeep.relationship.conversations.promises.jobs import draft_reminders
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

FRIDAY = dt.date(2026, 5, 8)
DAY = dt.timedelta(days=1)


def at(day, hour=8):
    """A moment by the clock of Portland, which is seven hours behind in May."""
    return clock.moved(dt.datetime.combine(day, dt.time(hour), dt.UTC) + dt.timedelta(hours=7))


def promised(cast, **values):
    with at(FRIDAY - 4 * DAY):
        return Promise.make(cast.acme, **{"side": "theirs", "what": "Send the photos", "by": cast.by, "due_on": FRIDAY, "contact": cast.jo, **values})


def test_the_morning_after_and_no_sooner(cast):
    promised(cast)
    for day, hour, drafts in ((FRIDAY, 23, 0), (FRIDAY + DAY, 5, 0), (FRIDAY + DAY, 6, 1), (FRIDAY + 9 * DAY, 12, 1)):
        with at(day, hour):
            draft_reminders()
        assert Reminder.objects.count() == drafts, (day, hour)
    reminder = Reminder.objects.get()
    assert (reminder.state, reminder.contact) == ("draft", cast.jo)
    assert "Hello Jo," in reminder.text
    assert "by 8 May 2026" in reminder.text
    assert not Letter.objects.exists()


def test_a_thousand_sweeps_draft_once_and_send_nothing(cast):
    promised(cast)
    with at(FRIDAY + DAY):
        for _ in range(1000):
            draft_reminders()
    assert Reminder.objects.count() == 1
    assert not Letter.objects.exists()


def test_nothing_for_what_was_kept_dropped_or_moved(cast):
    kept, dropped, moved = promised(cast), promised(cast), promised(cast)
    promised(cast, side="ours")
    promised(cast, due_on=None)
    with at(FRIDAY):
        kept.keep(cast.by)
        dropped.drop(cast.by, "Not needed")
        moved.move(cast.by, FRIDAY + 3 * DAY, "ill")
    with at(FRIDAY + DAY):
        draft_reminders()
        assert not Reminder.objects.exists()
    with at(FRIDAY + 4 * DAY):
        draft_reminders()
    assert Reminder.objects.get().promise == moved


def test_an_archived_client_is_left_alone(cast):
    promised(cast)
    cast.acme.archive(cast.by)
    with at(FRIDAY + DAY):
        draft_reminders()
    assert not Reminder.objects.exists()


def test_a_person_reads_and_sends_it_once(cast, as_member):
    promise = promised(cast)
    page = as_member(cast.olivia)
    with at(FRIDAY + DAY):
        draft_reminders()
        reminder = Reminder.objects.get()
        own = reverse("conversations:reminder", args=[reminder.pk])
        assert own in page.get("/").content.decode()
        assert "a letter to read" in page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
        assert own in page.get(reverse("conversations:client_promises", args=[cast.acme.pk])).content.decode()
        assert own in page.get(reverse("conversations:promise", args=[promise.pk])).content.decode()
        typed = {"contact": str(cast.jo.pk), "subject": "The photos", "text": "Hello Jo,\n\nare they {link} coming?"}
        assert page.post(own, {**typed, "contact": str(cast.ben.pk)}).status_code == 422
        assert page.post(own, typed).status_code == 302
        assert page.post(own, typed).status_code == 422
        assert own not in page.get("/").content.decode()
    letter = Letter.objects.get()
    assert (letter.purpose, letter.to_email, letter.key) == ("promise", cast.jo.email, f"reminder:{reminder.pk}")
    assert "{{link}}" in letter.text
    assert Event.objects.get(slug="promise.reminded").sentence == "Olivia North reminded Jo March: Send the photos"
    promise.refresh_from_db()
    assert (promise.state, promise.due_on) == ("open", FRIDAY)


def test_what_was_kept_meanwhile_is_not_sent(cast, as_member):
    promise = promised(cast)
    with at(FRIDAY + DAY):
        draft_reminders()
        reminder = Reminder.objects.get()
        promise.keep(cast.by)
        with pytest.raises(Conflict, match="changed meanwhile"):
            reminder.send(cast.by, subject="x", text="x", contact=cast.jo)
        assert "Nothing is to be sent." in as_member(cast.olivia).get(reverse("conversations:reminder", args=[reminder.pk])).content.decode()
    assert not Letter.objects.exists()


def test_a_dropped_draft_does_not_come_again(cast):
    promised(cast)
    with at(FRIDAY + DAY):
        draft_reminders()
        Reminder.objects.get().drop()
        draft_reminders()
    assert Reminder.objects.get().state == "dropped"


def test_our_own_delay_is_told_with_its_new_day(cast, as_member):
    promise, page = promised(cast, side="ours", what="Quote the page"), as_member(cast.olivia)
    tell = reverse("conversations:promise_tell", args=[promise.pk])
    with at(FRIDAY):
        assert page.post(tell, {"new_day": "2026-05-12"}).status_code == 422
    with at(FRIDAY + DAY):
        assert tell in page.get("/").content.decode()
        assert page.post(tell, {"new_day": "2026-05-01"}).status_code == 422
        own = page.post(tell, {"new_day": "2026-05-12"}).url
        reminder = Reminder.objects.get()
        assert "You have it by 12 May 2026." in reminder.text
        typed = {"contact": str(cast.jo.pk), "subject": reminder.subject, "text": reminder.text}
        assert page.post(own, typed).status_code == 302
    promise.refresh_from_db()
    assert (promise.due_on, promise.state) == (dt.date(2026, 5, 12), "open")
    assert Letter.objects.count() == 1


def test_what_is_not_late_has_no_letter(cast):
    promise = promised(cast)
    with at(FRIDAY), pytest.raises(Conflict, match="not late"):
        Reminder.draft(promise)
    ours = promised(cast, side="ours")
    with at(FRIDAY + DAY), pytest.raises(Invalid, match="new day"):
        Reminder.draft(ours)
