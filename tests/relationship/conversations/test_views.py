"""Logging what was said in one act, and correcting it without losing what was said before."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import LogEntry


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def detail(client):
    return reverse("clients:detail", args=[client.pk])


def token(page, client):
    return page.get(detail(client)).context["above"][0]["context"]["form_token"]


def log(page, client, **typed):
    typed = {"kind": "note", "text": "Said hello", "form_token": token(page, client), **typed}
    return page.post(reverse("conversations:log", args=[client.pk]), {name: value for name, value in typed.items() if value is not None})


@pytest.mark.parametrize("kind", ["note", "call", "meeting", "mail", "message"])
def test_each_kind_in_one_act(cast, page, kind):
    assert log(page, cast.acme, kind=kind, contact=str(cast.jo.pk)).url == detail(cast.acme) + "#story"
    entry = LogEntry.objects.get()
    assert (entry.kind, entry.contact, entry.written_by) == (kind, cast.jo, "Olivia North")
    assert bool(Client.objects.get(pk=cast.acme.pk).last_contact_at) == (kind != "note")
    seen = page.get(detail(cast.acme)).content.decode()
    assert "Said hello" in seen
    assert (">internal<" in seen) == (kind == "note")


def test_the_time_typed_is_the_firms_own(cast, page):
    log(page, cast.acme, kind="call", happened_at="2026-03-08T09:30", minutes="20")
    entry = LogEntry.objects.get()
    assert entry.happened_at == dt.datetime(2026, 3, 8, 16, 30, tzinfo=dt.UTC)
    assert entry.minutes == 20


def test_a_double_click_logs_once(cast, page):
    same = token(page, cast.acme)
    for _ in range(2):
        assert log(page, cast.acme, form_token=same).status_code == 302
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"text": "  "}, "Write what was said."), ({"kind": "rumour"}, "Select a valid choice"), ({"contact": "ben"}, "Choose a contact of this client."),
     ({"happened_at": "2999-01-01T10:00"}, "Enter a time that has passed."), ({"happened_at": "0001-01-01T00:00"}, "Enter a time that has passed."),
     ({"happened_at": "yesterday"}, "Enter a valid date/time."), ({"minutes": "-5"}, "greater than or equal to 1"), ({"minutes": "1e9"}, "Enter a whole number."),
     ({"workspace": "1"}, "workspace is not a field"), ({"form_token": "forged"}, "This form is too old"), ({"text": "x" * 20_001}, "at most 20000 characters")],
)  # fmt: skip
def test_what_cannot_be_logged_is_said_and_kept(cast, page, typed, words):
    if typed.get("contact") == "ben":
        typed = {"contact": str(cast.ben.pk)}
    answer = log(page, cast.acme, **typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Said hello" in answer.content.decode() or "text" in typed
    assert not LogEntry.objects.exists()


def test_who_may_log_and_where(cast, as_member):
    assert log(as_member(cast.mia), cast.acme).status_code == 302
    theirs = reverse("conversations:log", args=[cast.bloom.pk])
    assert as_member(cast.mia).post(theirs, {"kind": "note", "text": "x"}).status_code == 404
    assert as_member(cast.sid).post(theirs, {"kind": "note", "text": "x"}).status_code == 404
    assert as_member(cast.carla).post(theirs, {"kind": "note", "text": "x"}).status_code == 403
    assert LogEntry.objects.count() == 1


def test_a_correction_keeps_what_was_said(cast, page):
    entry = LogEntry.write(cast.acme, "note", "Send it by the 5th.", cast.by)
    address = reverse("conversations:correct", args=[entry.pk])
    assert "Send it by the 5th." in page.get(address).content.decode()
    assert page.post(address, {"text": "Send it by the 3rd."}).status_code == 302
    seen = page.get(detail(cast.acme)).content.decode()
    assert "Send it by the 5th." in seen
    assert "corrected an entry: Send it by the 3rd." in seen
    assert ">corrected<" in seen
    assert address not in seen


def test_the_second_to_correct_is_told(cast, page):
    entry = LogEntry.write(cast.acme, "note", "First", cast.by)
    entry.correct("Second", cast.by)
    answer = page.post(reverse("conversations:correct", args=[entry.pk]), {"text": "Third"})
    assert answer.status_code == 409
    assert "Third" in answer.content.decode()
    assert page.post(reverse("conversations:correct", args=[entry.corrected_by.pk]), {"text": " "}).status_code == 422
    assert LogEntry.objects.count() == 2


def test_entries_of_unseen_clients_are_not_found(cast, as_member):
    entry = LogEntry.write(cast.bloom, "note", "Quiet", cast.by)
    for member in (cast.mia, cast.sid):
        assert as_member(member).get(reverse("conversations:correct", args=[entry.pk])).status_code == 404
        assert as_member(member).post(reverse("conversations:correct", args=[entry.pk]), {"text": "x"}).status_code == 404


def test_an_archived_client_asks_for_nothing(cast, page):
    cast.acme.archive(cast.by)
    assert page.get(detail(cast.acme)).context["above"] == []


def test_a_contact_at_an_earlier_time_does_not_move_the_last_one_back(cast, page):
    log(page, cast.acme, kind="call")
    newest = Client.objects.get(pk=cast.acme.pk).last_contact_at
    log(page, cast.acme, kind="mail", happened_at="2026-01-05T10:00")
    assert Client.objects.get(pk=cast.acme.pk).last_contact_at == newest
    assert newest <= clock.now()
