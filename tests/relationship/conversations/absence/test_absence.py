"""While somebody is away: clients are told in time, mail is answered once with a name, and a colleague looks after them."""

import datetime as dt
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.relationship.clients.models import Client, ClientAccess
from clientkeep.relationship.conversations.absence.answering import may_still_answer, may_still_tell
from clientkeep.relationship.conversations.absence.jobs import follow_the_days
from clientkeep.relationship.conversations.models import Cover, Message, Thread, Wait
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.journal.jobs import dispatch_event
from clientkeep.workspace.journal.models import Dispatch, Event
from clientkeep.workspace.mail.message import built
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs

PACIFIC = ZoneInfo("America/Los_Angeles")
JO = Actor("contact", None, "Jo March")


def at(day, hour=10):
    return dt.datetime(2026, 3, day, hour, tzinfo=PACIFIC)


@pytest.fixture
def away(cast):
    """Adam, who owns Acme and Bloom, is away from the 9th to the 11th; Mia, who sees Acme alone, covers."""
    with clock.moved(at(2)):
        for client in (cast.acme, cast.bloom):
            client.give_to(cast.adam, cast.by)
            client.move_to("active", cast.by)
        absence = Absence.plan(cast.adam, cast.by, dt.date(2026, 3, 9), dt.date(2026, 3, 11), cover=cast.mia, note="By the sea.")
        run_due_jobs()
    return absence


def received(cast, moment, *, client=None, thread=None, fetched=None, email="jo@acme.example", **more):
    thread = thread or Thread.begin(client or cast.acme, "The booking page")
    with clock.moved(fetched or moment):
        Message.receive(thread, JO, text="?", channel="mail", at=moment, from_email=email, from_name="Jo March", **more)
        run_due_jobs()
    return thread


def answers():
    return Letter.objects.filter(purpose="absence_answer")


def sees(cast, member, client):
    return Client.objects.visible_to(cast.acting(member)).filter(pk=client.pk).exists()


def test_the_first_mail_of_each_sender_is_answered_with_names_and_a_day(cast, away):
    thread = received(cast, at(9), external_id="<1@acme.example>")
    received(cast, at(9, 12), thread=thread)
    received(cast, at(10), email="JO@acme.example")
    received(cast, at(10), email="sam@acme.example")
    first, second = answers().order_by("created_at")
    assert (first.to_email, second.to_email) == ("jo@acme.example", "sam@acme.example")
    assert first.subject == "Adam Reed is away until Wednesday 11 March 2026"
    assert "Mia Wong has it too" in first.text
    assert "By the sea." in first.text
    assert first.in_reply_to == "<1@acme.example>"
    # An automatic answer is no answer: the client still waits for one.
    assert Wait.objects.on_us().count() == 3


def test_the_answer_calls_itself_an_automatic_reply(cast, away):
    received(cast, at(9), external_id="<1@acme.example>")
    server = MailServer(workspace=cast.north, from_email="hello@north.example")
    message = built(answers().get(), server, "")
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["In-Reply-To"] == "<1@acme.example>"
    assert parseaddr(message["From"])[0] == "Adam Reed"


@pytest.mark.parametrize(("moment", "more"), [
    (at(8), {}), (at(12), {}), (at(9), {"automatic": True}), (at(10), {"fetched": at(13)}), (at(8), {"fetched": at(10)}),
    (at(9), {"email": "not an address"}),
])  # fmt: skip
def test_machines_late_mail_and_other_days_are_not_answered(cast, away, moment, more):
    received(cast, moment, **more)
    assert not answers().exists()


def test_clients_of_others_are_not_answered(cast, away):
    cast.bloom.give_to(cast.theo, cast.by)
    received(cast, at(9), client=cast.bloom, email="ben@bloom.example")
    assert not answers().exists()


def test_a_thread_gets_at_most_five_in_an_hour(cast, away):
    thread = Thread.begin(cast.acme, "Round and round")
    for number in range(9):
        received(cast, at(9), thread=thread, email=f"robot{number}@acme.example")
    assert answers().count() == 5


def test_the_same_event_twice_answers_once(cast, away):
    received(cast, at(9))
    with clock.moved(at(9)):
        for event in Event.objects.filter(slug="message.received"):
            Dispatch.objects.filter(event=event).update(state="due")
            dispatch_event.call(str(event.pk))
    assert answers().count() == 1
    assert Event.objects.filter(slug="absence.answered").count() == 1


def test_who_is_back_answers_in_person(cast, away):
    received(cast, at(9))
    letter = answers().get()
    with clock.moved(at(9)):
        assert may_still_answer(letter) == ""
    with clock.moved(at(12)):
        assert may_still_answer(letter)


def test_a_cover_sees_the_clients_only_while_it_lasts(cast, away):
    seen = []
    for moment in (at(8, 23), at(9, 0), at(11, 23), at(12, 0)):
        with clock.moved(moment):
            follow_the_days()
            follow_the_days()
            seen.append((sees(cast, cast.mia, cast.acme), sees(cast, cast.mia, cast.bloom), Cover.objects.count()))
    # Acme was hers to see before and stays so.
    assert seen == [(True, False, 0), (True, True, 2), (True, True, 2), (True, False, 0)]
    cast.bloom.refresh_from_db()
    assert cast.bloom.owner == cast.adam
    assert Event.objects.filter(slug="cover.began").count() == Event.objects.filter(slug="cover.ended").count() == 2


def test_a_cancelled_absence_ends_the_cover_at_once(cast, away):
    with clock.moved(at(10)):
        follow_the_days()
        away.cancel(cast.by)
        run_due_jobs()
    assert not Cover.objects.exists()
    assert not ClientAccess.objects.filter(client=cast.bloom).exists()


def test_today_shows_whom_one_covers(cast, away, as_member):
    page = as_member(cast.mia)
    with clock.moved(at(9)):
        follow_the_days()
        seen = page.get("/").content.decode()
    assert "is yours to look after while Adam Reed is away." in seen
    assert "Bloom &amp; Co" in seen


def test_clients_are_told_in_one_act_each_contact_once(cast, away, as_member):
    page, url = as_member(cast.adam), reverse("conversations:absence_letters", args=[away.pk])
    with clock.moved(at(3)):
        shown = page.get(url)
        assert [draft.contact for draft in shown.context["drafts"]] == [cast.jo, cast.ben]
        assert "Mia Wong looks after you meanwhile" in shown.content.decode()
        chosen = {"contact": [str(cast.jo.pk), str(cast.ben.pk), str(cast.zoe.pk)]}
        page.post(url, chosen)
        page.post(url, chosen)
        assert page.post(url, {}).status_code == 422
        assert "Everybody has been told" in page.get(url).content.decode()
    told = Letter.objects.filter(purpose="absence_notice")
    assert {letter.to_email for letter in told} == {"jo@acme.example", "ben@bloom.example"}
    assert told.count() == Event.objects.filter(slug="absence.told").count() == 2
    letter = told.first()
    assert letter.from_name == "Adam Reed"
    assert "from Monday 9 March 2026 to Wednesday 11 March 2026" in letter.text
    assert may_still_tell(letter) == ""
    with clock.moved(at(4)):
        away.cancel(cast.by)
        assert may_still_tell(letter)
        assert page.post(url, chosen).status_code == 409


def test_only_who_may_see_the_absence_tells_of_it(cast, away, as_member):
    url = reverse("conversations:absence_letters", args=[away.pk])
    assert as_member(cast.theo).get(url).status_code == 404
    assert as_member(cast.sid).get(url).status_code == 404
    assert as_member(cast.carla).get(url).status_code == 403
    # Who covers sees it, and of the clients those that they see.
    assert [draft.client for draft in as_member(cast.mia).get(url).context["drafts"]] == [cast.acme]


def test_a_note_is_never_read_as_a_placeholder(cast, away):
    Absence.objects.filter(pk=away.pk).update(note="{link} {firm} {code}")
    received(cast, at(9))
    server = MailServer(workspace=cast.north, from_email="hello@north.example")
    assert "{link} {firm} {code}" in built(answers().get(), server, "https://example.com/secret").get_body(("plain",)).get_content()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_an_absence_begins_and_ends_with_the_firm_s_own_day(cast, away, zone):
    """R6, R7."""
    cast.north.time_zone = zone
    cast.north.save()
    seen = []
    for moment in (dt.datetime(2026, 3, 8, 23, 59), dt.datetime(2026, 3, 9), dt.datetime(2026, 3, 11, 23, 59), dt.datetime(2026, 3, 12)):
        with clock.moved(moment.replace(tzinfo=ZoneInfo(zone))):
            follow_the_days()
            seen.append(Cover.objects.count())
    assert seen == [0, 2, 2, 0]
