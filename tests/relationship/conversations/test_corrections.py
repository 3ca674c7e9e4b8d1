"""A correction reaches every field, keeps what was said before, and stays with what came of the entry."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.conversations.lineage import came_of
from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise
from clientkeep.workspace.journal.models import Event


@pytest.fixture
def entry(cast):
    return LogEntry.write(cast.acme, "note", "Said hello", cast.by, contact=cast.jo, minutes=5)


def test_every_field_is_corrected_and_what_was_said_is_kept(cast, entry):
    earlier = clock.now() - dt.timedelta(days=2)
    newer = entry.correct("Rang her", cast.by, kind="call", contact=cast.sam, at=earlier, minutes=25)
    assert (newer.kind, newer.contact, newer.happened_at, newer.minutes) == ("call", cast.sam, earlier, 25)
    entry.refresh_from_db()
    assert (entry.kind, entry.text, entry.contact, entry.minutes) == ("note", "Said hello", cast.jo, 5)
    told = Event.objects.get(slug="entry.corrected").payload
    assert told["before"] == "Said hello"
    assert (told["was"]["kind"], told["was"]["contact"], told["was"]["minutes"]) == ("note", str(cast.jo), "5")


def test_what_is_not_named_stays(cast, entry):
    newer = entry.correct("Said hello twice", cast.by)
    assert (newer.kind, newer.contact, newer.minutes, newer.happened_at) == ("note", cast.jo, 5, entry.happened_at)
    assert Event.objects.get(slug="entry.corrected").payload["was"] == {}


def test_the_form_corrects_every_field(cast, as_member, entry):
    page, address = as_member(cast.olivia), reverse("conversations:correct", args=[entry.pk])
    assert "Said hello" in page.get(address).content.decode()
    typed = {"text": "Rang", "kind": "call", "contact": str(cast.sam.pk), "minutes": "", "happened_at": "2026-03-01T10:00"}
    assert page.post(address, typed).status_code == 302
    newer = LogEntry.objects.get(corrects=entry)
    assert (newer.kind, newer.contact, newer.minutes) == ("call", cast.sam, None)
    assert newer.happened_at == dt.datetime(2026, 3, 1, 18, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"kind": "rumour"}, "Select a valid choice"), ({"contact": "ben"}, "Choose a contact of this client."), ({"minutes": "0"}, "greater than or equal"),
     ({"happened_at": "2999-01-01T10:00"}, "Enter a time that has passed."), ({"text": " "}, "Write what was said.")],
)  # fmt: skip
def test_what_cannot_be_corrected_is_said(cast, as_member, entry, typed, words):
    if typed.get("contact") == "ben":
        typed = {"contact": str(cast.ben.pk)}
    answer = as_member(cast.olivia).post(reverse("conversations:correct", args=[entry.pk]), {"text": "Rang", **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not LogEntry.objects.filter(corrects=entry).exists()


def test_what_came_of_an_entry_stays_with_its_corrections(cast, as_member, entry):
    Promise.make(cast.acme, side="theirs", what="send the photos", by=cast.by, source=entry)
    Decision.note(cast.acme, what="blue", by=cast.by, evidence=entry)
    newest = entry.correct("Second", cast.by).correct("Third", cast.by)
    assert came_of(newest) == [("Decision", "blue"), ("Their promise", "send the photos")]
    assert entry.latest == newest
    assert newest.lineage[-1] == entry.pk
    assert "send the photos" in as_member(cast.olivia).get(reverse("conversations:correct", args=[newest.pk])).content.decode()


def test_a_contact_of_elsewhere_is_refused(cast, entry):
    with pytest.raises(Invalid):
        entry.correct("x", cast.by, contact=cast.ben)
    with pytest.raises(TypeError):
        entry.correct("x", cast.by, client=cast.bloom)


@pytest.mark.parametrize(("kind", "model"), [("decision", Decision), ("promise", Promise)])
def test_the_form_keeps_a_decision_and_a_promise_once(cast, as_member, kind, model):
    page = as_member(cast.olivia)
    box = next(each["context"] for each in page.get(reverse("clients:detail", args=[cast.acme.pk])).context["above"] if "form_token" in each["context"])
    typed = {"kind": kind, "text": "Logo in blue", "side": "theirs", "due_on": "2027-05-12", "form_token": box["form_token"]}
    for _ in range(2):
        assert page.post(reverse("conversations:log", args=[cast.acme.pk]), typed).status_code == 302
    assert model.objects.get().what == "Logo in blue"
    assert not LogEntry.objects.exists()
