"""An update is drafted, read, sent once, and then never changes; nobody's words are lost on the way."""

import datetime as dt
import hashlib
import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.delivery.models import StatusUpdate
from clientkeep.lifecycle.delivery.updates import sending
from clientkeep.lifecycle.delivery.updates.drafting import draft, refresh
from clientkeep.lifecycle.delivery.updates.model import STATES
from clientkeep.lifecycle.delivery.updates.sending import send
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Promise
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from .conftest import TUESDAY


def news(cast, what="Draw the logo"):
    made = Promise.make(cast.acme, side="ours", what=what, by=cast.by, due_on=cast.north.today())
    made.keep(cast.by)
    return made


@pytest.fixture
def update(tuesday):
    news(tuesday)
    return draft(tuesday.acme, tuesday.by)


def write(update, cast, text="The logo is drawn.", to=None, version=None):
    update.write(cast.by, subject=update.subject, text=text, to=[cast.jo] if to is None else to, version=version)


def in_state(state, cast, update):
    if state == "sent":
        send(update, cast.by, update.version)
    elif state == "dropped":
        update.drop(cast.by)


VERBS = {
    "sent": lambda update, cast: send(update, cast.by, update.version),
    "dropped": lambda update, cast: update.drop(cast.by),
    "draft": lambda update, cast: write(update, cast),
}


@pytest.mark.parametrize("old", STATES.all)
@pytest.mark.parametrize("new", [*VERBS])
def test_the_table_of_states(tuesday, update, old, new):
    in_state(old, tuesday, update)
    letters = Letter.objects.count()
    allowed = STATES.allows(old, new) or old == new == "draft"
    if allowed:
        VERBS[new](update, tuesday)
        assert StatusUpdate.objects.get().state == new
    else:
        with pytest.raises(Conflict):
            VERBS[new](update, tuesday)
        assert (StatusUpdate.objects.get().state, Letter.objects.count()) == (old, letters)


def test_it_is_sent_once_to_each_and_kept_with_its_hash(tuesday, update):
    cast = tuesday
    write(update, cast, "Braces {link} stay.", [cast.jo, cast.sam])
    send(update, cast.by, update.version)
    with pytest.raises(Conflict):
        send(update, cast.by, update.version)
    kept = StatusUpdate.objects.get()
    assert kept.digest == hashlib.sha256(b"Braces {link} stay.").hexdigest()
    assert kept.is_intact
    letters = Letter.objects.filter(purpose="update").order_by("to_email")
    assert [letter.key for letter in letters] == [f"update:{update.pk}:{person.pk}" for person in (cast.jo, cast.sam)]
    assert letters[0].text.startswith("Braces {{link}} stay.\n\n")
    assert letters[0].link == {"kind": "update", "contact": str(cast.jo.pk), "update": str(update.pk)}
    told = Event.objects.get(slug="update.sent")
    assert (told.actor_name, told.payload["to"], told.payload["digest"]) == ("Olivia North", "Jo March, Sam Bell", kept.digest)
    assert Client.objects.get(pk=cast.acme.pk).last_contact_at == TUESDAY


def test_the_database_keeps_what_was_sent(tuesday, update):
    send(update, tuesday.by, update.version)
    for act in (lambda: StatusUpdate.objects.update(text="Other"), lambda: StatusUpdate.objects.update(state="draft"), update.delete):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            act()


def test_a_crash_between_state_and_letters_leaves_neither(tuesday, update, monkeypatch):
    write(update, tuesday, to=[tuesday.jo, tuesday.sam])
    real, calls = sending._write, []

    def die_at_the_second(update, person):
        calls.append(person)
        if len(calls) == 2:
            raise SystemExit("killed")
        real(update, person)

    monkeypatch.setattr(sending, "_write", die_at_the_second)
    with pytest.raises(SystemExit):
        send(update, tuesday.by, update.version)
    assert (StatusUpdate.objects.get().state, Letter.objects.count()) == ("draft", 0)
    assert not Event.objects.filter(slug="update.sent").exists()
    monkeypatch.undo()
    again = StatusUpdate.objects.get()
    send(again, tuesday.by, again.version)
    assert Letter.objects.count() == 2


def test_changed_facts_refresh_an_untouched_draft_and_its_reader_reads_again(tuesday, update):
    seen = update.version
    news(tuesday, "Print the cards")
    with pytest.raises(Conflict, match="while you read"):
        send(update, tuesday.by, seen)
    now = StatusUpdate.objects.get()
    assert "Print the cards" in now.text
    assert (now.version, now.state, Letter.objects.count()) == (seen + 1, "draft", 0)
    assert not refresh(now)
    send(now, tuesday.by, now.version)
    assert Letter.objects.count() == 1


def test_changed_facts_never_touch_the_words_of_a_person(tuesday, update):
    write(update, tuesday, "My own words.")
    with clock.moved(TUESDAY + dt.timedelta(hours=1)):
        news(tuesday, "Print the cards")
    assert not refresh(update)
    kept = StatusUpdate.objects.get()
    assert (kept.text, kept.edited_by, kept.edited_at) == ("My own words.", "Olivia North", TUESDAY)
    send(kept, tuesday.by, kept.version)
    with clock.moved(TUESDAY + dt.timedelta(days=7)):
        assert "Print the cards" in draft(tuesday.acme, tuesday.by).text


def test_choosing_people_is_no_change_of_words(tuesday, update):
    write(update, tuesday, update.text, [tuesday.sam])
    assert update.edited_at is None
    news(tuesday, "Print the cards")
    assert refresh(update)
    assert list(update.to.all()) == [tuesday.sam]


def test_one_can_begin_again_from_the_record(tuesday, update):
    write(update, tuesday, "My own words.")
    update.draft_anew()
    kept = StatusUpdate.objects.get()
    assert "Draw the logo" in kept.text
    assert kept.edited_at is None


def test_two_who_change_it_at_once_lose_nothing(tuesday, update):
    mine, theirs = StatusUpdate.objects.get(), StatusUpdate.objects.get()
    write(mine, tuesday, "First.", version=mine.version)
    with pytest.raises(Conflict, match="while you read"):
        write(theirs, tuesday, "Second.", version=1)
    assert StatusUpdate.objects.get().text == "First."
    write(mine, tuesday, "First.", version=mine.version)
    assert StatusUpdate.objects.get().version == 2


def test_nobody_with_an_address(tuesday):
    for person in (tuesday.jo, tuesday.sam):
        person.change(tuesday.by, email="")
    update = draft(tuesday.acme, tuesday.by)
    assert not update.to.exists()
    with pytest.raises(Invalid, match="Choose who gets it"):
        send(update, tuesday.by, update.version)


def test_who_opted_out_gets_none(tuesday, update):
    tuesday.jo.change(tuesday.by, no_mailings=True)
    with pytest.raises(Invalid, match="asked for no such letters"):
        send(update, tuesday.by, update.version)
    with pytest.raises(Invalid, match="asked for no such letters"):
        write(update, tuesday)
    update.drop(tuesday.by)
    assert list(draft(tuesday.acme, tuesday.by).to.all()) == [tuesday.sam]


def test_people_of_other_clients_and_those_who_left_cannot_get_it(tuesday, update):
    with pytest.raises(Invalid, match="contacts of this client"):
        write(update, tuesday, to=[tuesday.ben])
    tuesday.jo.remove(tuesday.by)
    with pytest.raises(Invalid, match="not a contact of this client any more"):
        send(update, tuesday.by, update.version)


def test_a_client_who_was_put_away_gets_none(tuesday, update):
    tuesday.acme.archive(tuesday.by)
    update = StatusUpdate.objects.get()
    with pytest.raises(Conflict, match="put away"):
        send(update, tuesday.by, update.version)
    with pytest.raises(Conflict, match="put away"):
        draft(tuesday.acme, tuesday.by)
    assert not StatusUpdate.objects.ready().exists()
    assert not refresh(update)


def test_asking_twice_gives_one_draft_and_a_new_one_after_it_was_sent(tuesday, update):
    assert draft(tuesday.acme, tuesday.by) == update
    send(update, tuesday.by, update.version)
    second = draft(tuesday.acme, tuesday.by)
    assert (update.period, second.period) == ("2026-11-24", "2026-11-24.2")
    assert list(second.to.all()) == [tuesday.jo]


def test_the_database_knows_one_draft_of_a_client(tuesday, update):
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusUpdate.objects.create(
            workspace=tuesday.north, client=tuesday.acme, period="x", day=update.day, since=TUESDAY, told_until=TUESDAY,
            has_news=True, subject="x", text="x", drafted_by="x",
        )  # fmt: skip


@pytest.mark.parametrize(("field", "value"), [("subject", "  "), ("text", "\n"), ("text", "x" * 20_001), ("subject", "x" * 201)])
def test_words_that_cannot_be_sent_are_refused(tuesday, update, field, value):
    values = {"subject": "Update", "text": "Words", field: value}
    with pytest.raises(Invalid) as refusal:
        update.write(tuesday.by, to=[tuesday.jo], **values)
    assert refusal.value.field == field
    assert StatusUpdate.objects.get().version == 1


def at_once(act):
    """Two people act at the same moment, each on a connection of their own; returns what became of each."""
    gate, told = threading.Barrier(2), []

    def run():
        try:
            gate.wait()
            act()
            told.append("done")
        except Conflict:
            told.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=run) for _ in range(2)]
    [each.start() for each in both]
    [each.join() for each in both]
    return sorted(told)


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_once_send_one(cast):
    news(cast)
    update = draft(cast.acme, cast.by)
    write(update, cast)
    assert at_once(lambda: send(StatusUpdate.objects.get(pk=update.pk), cast.by, update.version)) == ["done", "refused"]
    assert Letter.objects.filter(purpose="update").count() == 1
    assert Event.objects.filter(slug="update.sent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_draft_at_once_make_one(cast):
    assert at_once(lambda: draft(Client.objects.get(pk=cast.acme.pk), cast.by)) == ["done", "done"]
    assert StatusUpdate.objects.count() == 1
