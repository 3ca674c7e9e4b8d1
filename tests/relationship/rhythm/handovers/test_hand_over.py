"""A client that gets another owner is handed over: one row for each change, read and acknowledged by the new owner."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import LogEntry, Promise, Question
from clientkeep.relationship.rhythm.models import HandOver, ImportantDate, PlanLine
from clientkeep.workspace.journal.jobs import dispatch_event
from clientkeep.workspace.journal.models import Event


def heard(times=1):
    """Let the listeners hear all that happened, as often as asked."""
    for event in list(Event.objects.order_by("seq")) * times:
        dispatch_event.call(str(event.pk))


def give(cast, owner, client=None):
    Client.objects.get(pk=(client or cast.acme).pk).give_to(owner, cast.by)


@pytest.fixture
def handed(cast):
    """Acme went from Theo to Mia."""
    give(cast, cast.theo)
    heard()
    HandOver.objects.all().delete()
    give(cast, cast.mia)
    heard()
    return HandOver.objects.get()


def at(name, handed):
    return reverse(f"rhythm:{name}", args=[handed.pk])


def test_each_change_makes_one_however_often_it_is_heard(cast, handed):
    heard(times=3)
    assert HandOver.objects.get().pk == handed.pk
    assert (handed.before, handed.owner, handed.handed_by, handed.is_open) == (cast.theo, cast.mia, str(cast.olivia), True)


def test_page_bulk_and_api_are_the_same_change(cast, as_member):
    page = as_member(cast.olivia)
    page.post(reverse("clients:chosen"), {"act": "owner", "chosen": [str(cast.acme.pk), str(cast.bloom.pk)], "owner": str(cast.theo.pk)})
    page.post(reverse("clients:team", args=[cast.acme.pk]), {"owner": str(cast.mia.pk)})
    heard()
    assert sorted((row.client.name, row.owner.pk == row.client.owner_id, row.is_open) for row in HandOver.objects.open()) == [
        (cast.acme.name, True, True), (cast.bloom.name, True, True),
    ]  # fmt: skip


def test_who_takes_a_client_of_nobodys_needs_no_page_and_nobody_gets_none(cast):
    give(cast, cast.olivia)
    give(cast, None)
    heard()
    assert not HandOver.objects.exists()


def test_a_newer_change_supersedes_and_one_taken_back_leaves_nothing(cast, handed):
    give(cast, cast.olivia)
    heard()
    assert list(HandOver.objects.open().values_list("owner", flat=True)) == [cast.olivia.pk]
    with pytest.raises(Conflict, match="changed owner again"):
        HandOver.objects.get(pk=handed.pk).acknowledge(cast.acting(cast.mia).actor)
    give(cast, cast.mia)
    heard(times=2)
    assert not HandOver.objects.open().exists() and HandOver.objects.count() == 2


def test_one_that_is_over_says_so_on_its_page(cast, handed, as_member):
    give(cast, cast.olivia)
    heard()
    page = as_member(cast.olivia).get(at("hand_over", handed))
    assert (page.status_code, "Over" in page.content.decode()) == (200, True)


def test_changes_heard_in_the_wrong_order_end_the_same(cast):
    give(cast, cast.theo)
    give(cast, cast.mia)
    for event in Event.objects.filter(slug="client.owner_changed").order_by("-seq"):
        dispatch_event.call(str(event.pk))
    assert list(HandOver.objects.open().values_list("owner", flat=True)) == [cast.mia.pk]


def test_it_stands_in_today_of_the_new_owner_until_acknowledged(cast, handed, as_member):
    words = "s and is yours now."
    assert words in as_member(cast.mia).get("/").content.decode()
    assert words not in as_member(cast.olivia).get("/").content.decode()
    for _ in range(2):
        assert as_member(cast.mia).post(at("hand_over_acknowledge", handed)).status_code == 302
    assert words not in as_member(cast.mia).get("/").content.decode()
    assert [event.sentence for event in Event.objects.filter(slug="hand_over.acknowledged")] == [f"{cast.mia} has taken {cast.acme} over"]


def test_only_the_new_owner_acknowledges(cast, handed, as_member):
    assert as_member(cast.olivia).post(at("hand_over_acknowledge", handed)).status_code == 409
    assert as_member(cast.carla).post(at("hand_over_acknowledge", handed)).status_code == 403
    assert HandOver.objects.get().is_open


def test_the_page_gathers_what_there_is_to_know(cast, handed, as_member):
    day = cast.north.today() + dt.timedelta(days=9)
    LogEntry.write(cast.acme, "call", "They like it blue", cast.by, cast.jo)
    Promise.make(cast.acme, side="ours", what="Send the swatches", by=cast.by)
    Question.save_for(cast.acme, "Who signs?", cast.by)
    PlanLine.add(cast.acme, cast.by, contact=cast.jo, channel="call", every="P2W", purpose="The launch")
    ImportantDate.add(cast.acme, cast.by, kind="launch", what="Launch of the shop", day=day)
    handed.leave_note("Ring before ten.", cast.by)
    page = as_member(cast.mia)
    page.get(at("hand_over", handed))
    with CaptureQueriesContext(connection) as queries:
        seen = page.get(at("hand_over", handed)).content.decode()
    for words in (
        "They like it blue", "Send the swatches", "Who signs?", "call, every 2 weeks", "The launch", "Launch of the shop",
        "Ring before ten.", str(cast.theo), "I have read it and take over", "template=new-contact", "What happened last",
    ):  # fmt: skip
        assert words in seen, words
    assert len(queries) <= 15, [query["sql"][:90] for query in queries]
    assert "I have read it" not in as_member(cast.olivia).get(at("hand_over", handed)).content.decode()
    assert "Hand-over" in as_member(cast.olivia).get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()


def test_the_letter_is_drafted_for_a_person_and_nothing_is_sent(cast, handed, as_member):
    drafted = as_member(cast.mia).get(reverse("conversations:write", args=[cast.acme.pk]) + "?template=new-contact").content.decode()
    assert "from now on I look after" in drafted
    assert not Event.objects.filter(slug="message.written").exists()


def test_a_note_is_kept_with_its_author_and_a_long_one_refused(cast, handed, as_member):
    assert as_member(cast.theo).post(at("hand_over_note", handed), {"note": " Ring before ten. "}).status_code == 302
    kept = HandOver.objects.get()
    assert (kept.note, kept.note_by) == ("Ring before ten.", str(cast.theo))
    assert "Ring before" not in str(Event.objects.get(slug="hand_over.noted").payload)
    assert as_member(cast.theo).post(at("hand_over_note", handed), {"note": "x" * 5001}).status_code == 422
    with pytest.raises(Invalid):
        kept.leave_note("x" * 5001, cast.by)


def test_who_does_not_see_the_client_sees_no_hand_over(cast, as_member):
    give(cast, cast.theo, cast.bloom)
    heard()
    [row] = HandOver.objects.all()
    assert as_member(cast.mia).get(at("hand_over", row)).status_code == 404
    assert as_member(cast.sid).get(at("hand_over", row)).status_code == 404
