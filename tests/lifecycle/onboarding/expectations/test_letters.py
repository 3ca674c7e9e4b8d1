"""A letter is drafted from the record, sent once, acknowledged by an act, and what it promises holds from then on."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.onboarding.expectations.drafting import first_values
from clientkeep.lifecycle.onboarding.expectations.sending import send
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter, Playbook, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.relationship.conversations.response.promise import Promises, ResponsePromise
from clientkeep.relationship.conversations.response.rules import Pledge
from clientkeep.relationship.rhythm.models import PlanLine
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor

from .conftest import filled

JO = Actor("contact", None, "Jo March")
STEP = {"key": "rules", "kind": "expectations", "side": "us", "title": "Expectations letter", "days": 0}


def acknowledged(letter: ExpectationsLetter) -> ExpectationsLetter:
    letter.acknowledge(JO, letter.digest)
    return ExpectationsLetter.objects.get(pk=letter.pk)


def test_it_is_drafted_from_what_is_on_record(cast, drafted):
    ResponsePromise.make(cast.north, cast.by, Pledge(4, "hours"))
    cast.document("quote", title="Web site").accept(cast.by, "Jo March")
    PlanLine.add(cast.acme, cast.by, channel="call", every="P2W")
    letter = drafted()
    assert "You hear from us within 4 working hours." in letter.text and "every 2 weeks" in letter.text
    assert cast.acme.documents.get(state="accepted").lines.first().description in letter.text
    assert (letter.amount, letter.unit, letter.state) == (4, "hours", "draft")


def test_it_leaves_once_and_never_changes_after(cast, drafted):
    letter = drafted()
    send(letter, cast.by)
    with pytest.raises(Conflict, match="sent already"):
        send(letter, cast.by)
    with pytest.raises(Conflict, match="sent meanwhile"):
        letter.write(text="Something else")
    assert Letter.objects.get(purpose="expectations").link["expectations"] == str(letter.pk)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        ExpectationsLetter.objects.filter(pk=letter.pk).update(text="Something else")
    assert letter.is_intact


def test_what_stands_in_brackets_does_not_leave(cast, drafted):
    letter = drafted(text=first_values(cast.acme, "Olivia North")["text"])
    with pytest.raises(Invalid, match=r"still stands in brackets.*What you get") as refused:
        send(letter, cast.by)
    letter.refresh_from_db()
    assert (refused.value.field, letter.state, Letter.objects.filter(purpose="expectations").exists()) == ("text", "draft", False)


def test_a_letter_to_nobody_does_not_leave(cast, drafted):
    with pytest.raises(Invalid, match="e-mail address"):
        send(drafted(contact=None), cast.by)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("values", "field"), [({"text": " "}, "text"), ({"subject": ""}, "subject"), ({"every": "often"}, "every"), ({"channel": "smoke"}, "channel"), ({"amount": 9_999}, "amount")])
def test_what_cannot_be_promised_is_refused(drafted, values, field):
    with pytest.raises(Invalid) as refusal:
        drafted(**values)
    assert refusal.value.field == field


def test_once_it_is_acknowledged_the_promise_and_the_plan_hold(cast, drafted):
    letter = drafted(amount=2, unit="hours", channel="call", every="P1W")
    send(letter, cast.by)
    with pytest.raises(Conflict, match="newest text"):
        letter.acknowledge(JO, "0" * 64)
    assert not ResponsePromise.objects.filter(client=cast.acme).exists()
    kept = acknowledged(letter)
    assert (kept.state, kept.acknowledged_by) == ("acknowledged", "Jo March")
    acknowledged(kept)
    assert Event.objects.filter(slug="expectations.acknowledged").count() == 1
    assert str(Promises(cast.north).of(cast.acme)) == "within 2 working hours"
    line = PlanLine.objects.standing().get(client=cast.acme)
    assert (line.channel, line.every, line.contact) == ("call", "P1W", cast.jo)


def test_a_newer_letter_takes_its_place_and_changes_the_line(cast, drafted):
    first, second = drafted(every="P1W"), drafted(every="P1M")
    send(first, cast.by)
    acknowledged(first)
    send(second, cast.by)
    first.refresh_from_db()
    assert first.state == "replaced"
    acknowledged(second)
    assert PlanLine.objects.standing().get(client=cast.acme).every == "P1M"
    with pytest.raises(Conflict):
        first.acknowledge(JO, first.digest)


def test_the_step_of_a_playbook_waits_for_the_client_s_word(cast):
    run = start(cast.acting(cast.olivia), Playbook.make(cast.north, cast.by, "Start", [STEP | {"days": 0}]), cast.acme, cast.jo)
    step = PlaybookStep.objects.select_related("run").get(run=run)
    if step.state == "planned":  # a day on which the firm does not work
        PlaybookStep.objects.filter(pk=step.pk).update(due_on=cast.north.today())
        from clientkeep.lifecycle.onboarding.playbooks.going_on import go_on

        go_on(run)
        step.refresh_from_db()
    letter = ExpectationsLetter.objects.get(pk=step.thing)
    assert (step.state, letter.state, letter.contact) == ("open", "draft", cast.jo)
    with pytest.raises(Conflict, match="own page"):
        step.do(cast.by)
    letter.write(text=filled(letter.text))
    send(letter, cast.by)
    step.refresh_from_db()
    assert (step.state, step.held) == ("blocked", "Jo March to acknowledge it")
    acknowledged(letter)
    step.refresh_from_db()
    run.refresh_from_db()
    assert (step.state, step.ended_by, run.state) == ("done", "Jo March", "finished")


def test_a_skipped_step_puts_its_draft_away(cast):
    run = start(cast.acting(cast.olivia), Playbook.make(cast.north, cast.by, "Start", [STEP]), cast.acme, cast.jo)
    step = PlaybookStep.objects.select_related("run").get(run=run)
    step.skip(cast.by, "They know us")
    assert not ExpectationsLetter.objects.filter(state="draft").exists()


def test_today_tells_of_a_letter_that_nobody_acknowledges(cast, drafted, as_member):
    letter = drafted()
    send(letter, cast.by)
    page = as_member(cast.olivia)
    assert "has not acknowledged how you work together" not in page.get("/").content.decode()
    with clock.moved(clock.now() + dt.timedelta(days=4)):
        assert "has not acknowledged how you work together" in as_member(cast.olivia).get("/").content.decode()
