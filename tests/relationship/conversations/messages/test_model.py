"""Threads and messages: each once, in whatever order they come; who waits is always told right."""

import datetime as dt
from itertools import permutations

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Actor

JO = Actor("contact", None, "Jo March")
DAY = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


def hour(number: int) -> dt.datetime:
    return DAY + dt.timedelta(hours=number)


@pytest.fixture
def thread(cast) -> Thread:
    return Thread.begin(cast.acme, "  The\nphotos ")


def test_a_subject_is_one_line(thread, cast):
    assert thread.subject == "The photos"
    assert Thread.begin(cast.acme, " \n ").subject == "(no subject)"


def test_a_message_of_the_client_waits_for_an_answer(cast, thread):
    Message.receive(thread, JO, text="Hello", channel="mail", contact=cast.jo, at=hour(1))
    Message.receive(thread, JO, text="Anybody?", channel="mail", contact=cast.jo, at=hour(2))
    thread.refresh_from_db()
    assert thread.waits_since == hour(1) and thread.last_at >= hour(2)
    cast.acme.refresh_from_db()
    assert cast.acme.last_contact_at == hour(2)


def test_an_answer_ends_the_waiting(cast, thread):
    Message.receive(thread, JO, text="Hello", channel="mail", at=hour(1))
    Message.write(thread, cast.by, text="Hi Jo", channel="mail", at=hour(2))
    thread.refresh_from_db()
    assert thread.waits_since is None


def test_a_message_fetched_late_that_is_older_than_our_answer_waits_for_nothing(cast, thread):
    Message.write(thread, cast.by, text="Hi Jo", channel="mail", at=hour(5))
    Message.receive(thread, JO, text="Hello", channel="mail", at=hour(1))
    thread.refresh_from_db()
    assert thread.waits_since is None


def test_whatever_order_they_come_in_the_same_waiting_is_told(cast):
    told = [("in", 1), ("out", 2), ("in", 3), ("in", 4)]
    for order in permutations(told):
        thread = Thread.begin(cast.acme, "x")
        for direction, number in order:
            act = Message.receive if direction == "in" else Message.write
            act(thread, JO if direction == "in" else cast.by, text="x", channel="mail", at=hour(number))
        thread.refresh_from_db()
        assert thread.waits_since == hour(3), order


def test_an_automatic_mail_neither_waits_nor_answers(cast, thread):
    Message.receive(thread, JO, text="I am away", channel="mail", at=hour(1), automatic=True)
    thread.refresh_from_db()
    assert thread.waits_since is None
    cast.acme.refresh_from_db()
    assert cast.acme.last_contact_at is None
    Message.receive(thread, JO, text="Hello", channel="mail", at=hour(2))
    Message.write(thread, cast.by, text="A reminder", channel="mail", at=hour(3), automatic=True)
    thread.refresh_from_db()
    assert thread.waits_since == hour(2)


def test_to_settle_is_told_once_and_what_comes_later_waits_again(cast, thread):
    Message.receive(thread, JO, text="Thanks", channel="mail", at=hour(1))
    for _ in range(3):
        thread.settle(cast.by)
    assert thread.waits_since is None
    assert Event.objects.filter(slug="thread.answered").count() == 1
    Message.receive(thread, JO, text="One more thing", channel="mail", at=hour(2) + dt.timedelta(days=3650))
    thread.refresh_from_db()
    assert thread.waits_since is not None


def test_the_same_mail_is_kept_once(cast, thread):
    first = Message.receive(thread, JO, text="Hello", channel="mail", external_id="<a@b>")
    again = Message.receive(Thread.begin(cast.acme, "y"), JO, text="Other", channel="mail", external_id="<a@b>")
    assert again.pk == first.pk and Message.objects.count() == 1
    assert Event.objects.filter(slug="message.received").count() == 1


def test_the_same_id_in_two_firms_is_two_messages(cast, thread):
    Message.receive(thread, JO, text="Hello", channel="mail", external_id="<a@b>")
    Message.receive(Thread.begin(cast.zephyr, "y"), JO, text="Hello", channel="mail", external_id="<a@b>")
    assert Message.objects.count() == 2


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 200_001])
def test_a_message_says_something_of_reasonable_length(cast, thread, text):
    with pytest.raises(Invalid):
        Message.write(thread, cast.by, text=text, channel="mail")
    assert not Event.objects.filter(slug="message.written").exists()


def test_a_message_moves_to_another_client_with_its_files(cast, thread):
    stored = keep(cast.north, b"words\n", "plan.txt", cast.by, client_id=cast.acme.pk)
    kept = Message.receive(thread, JO, text="Hello", channel="mail", files=[stored], at=hour(1), from_email="ben@bloom.example")
    Message.receive(thread, JO, text="More", channel="mail", at=hour(2))
    moved = kept.move_to(cast.bloom, cast.by)
    thread.refresh_from_db(), stored.refresh_from_db()
    assert (kept.client, kept.thread, kept.contact) == (cast.bloom, moved, cast.ben)
    assert stored.client_id == cast.bloom.pk and not stored.shown_to_client
    assert thread.waits_since == hour(2) and moved.waits_since == hour(1)
    assert set(Event.objects.filter(slug="message.moved").values_list("client_id", flat=True)) == {cast.acme.pk, cast.bloom.pk}


@pytest.mark.parametrize("to", ["acme", "zephyr"])
def test_a_message_moves_to_no_other_firm_and_not_to_where_it_is(cast, thread, to):
    kept = Message.receive(thread, JO, text="Hello", channel="mail")
    with pytest.raises(Invalid):
        kept.move_to(getattr(cast, to), cast.by)


def test_the_journal_tells_the_subject_and_not_the_words(cast, thread):
    Message.receive(thread, JO, text="CANARY words", channel="mail", subject="Photos", whole="CANARY", html="<p>CANARY</p>")
    told = Event.objects.get(slug="message.received")
    assert "CANARY" not in str(told.payload) and told.payload["subject"] == "Photos"


def test_sight(cast, thread):
    kept = Message.receive(Thread.begin(cast.bloom, "Bloom"), JO, text="Hello", channel="mail")
    mine = Message.receive(thread, JO, text="Hello", channel="mail")
    for member, seen in ((cast.olivia, {kept, mine}), (cast.theo, {kept, mine}), (cast.mia, {mine}), (cast.sid, set())):
        acting = cast.acting(member)
        assert set(Message.objects.visible_to(acting)) == seen
        assert set(Thread.objects.visible_to(acting)) == {message.thread for message in seen}
