"""Nobody is asked twice, during a case, or too often, whoever runs the sweep and however often."""

import threading

import pytest
from django.db import connection

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.surveys import jobs
from clientkeep.lifecycle.retention.surveys.jobs import remind_and_end, send_what_is_due
from clientkeep.lifecycle.retention.surveys.model import Survey
from clientkeep.lifecycle.retention.surveys.rule import SurveyRule
from clientkeep.lifecycle.retention.surveys.sending import send
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs


def rhythm(cast, **values):
    return SurveyRule.make(cast.north, cast.by, **{"kind": "pulse", "when": "rhythm", "days": 90, **values})


def old_and_active(*clients, at):
    with at(days=-89):
        from clientkeep.foundation import clock

        for client in clients:
            Client.objects.filter(pk=client.pk).update(created_at=clock.now(), stage="active")


def test_a_thousand_sweeps_ask_once(cast, at):
    with at():
        rhythm(cast)
    old_and_active(cast.acme, cast.bloom, at=at)
    with at(days=1):
        for _ in range(1_000):
            send_what_is_due()
    assert sorted(Survey.objects.values_list("contact__name", flat=True)) == ["Ben Flores", "Jo March"]
    assert Letter.objects.filter(purpose="survey").count() == 2
    assert Event.objects.filter(slug="survey.sent").count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False])
def test_eight_sweeps_at_once_ask_once(cast, at, monkeypatch, guarded):
    """With its locks and keys each round is asked once; the control without them asks again."""
    with at():
        rule = rhythm(cast)
    old_and_active(cast.acme, at=at)
    if not guarded:
        monkeypatch.setattr("clientkeep.lifecycle.retention.surveys.sending._known", lambda *_: None)
        monkeypatch.setattr("clientkeep.lifecycle.retention.surveys.sending.why_not", lambda contact: "")
        with connection.schema_editor() as editor:
            for constraint in Survey._meta.constraints:
                editor.remove_constraint(Survey, constraint)
    together = threading.Barrier(8)

    def sweep():
        try:
            with at(days=1):
                due = list(jobs._due(rule))
                together.wait(timeout=30)
                for client, occurrence in due:
                    jobs._ask(rule, jobs.whom_to_ask(client), occurrence)
        finally:
            connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    try:
        assert (Survey.objects.count() == 1) is guarded
    finally:
        if not guarded:
            Survey.objects.all().delete()
            with connection.schema_editor() as editor:
                for constraint in Survey._meta.constraints:
                    editor.add_constraint(Survey, constraint)


def test_what_is_paid_in_full_is_asked_about_after_its_days(cast, at):
    with at():
        SurveyRule.make(cast.north, cast.by, kind="csat", when="paid", days=3)
        invoice = cast.invoice()
        Payment.book(cast.acme, Money.of("2400", "USD"), "cash", cast.by, documents=[invoice])
    with at(days=2):
        send_what_is_due()
        assert not Survey.objects.exists()
    with at(days=3):
        send_what_is_due()
        send_what_is_due()
    survey = Survey.objects.get()
    assert (survey.kind, survey.contact, survey.occurrence) == ("csat", cast.jo, str(invoice.pk))


def test_nothing_is_asked_during_a_case_and_made_up_for_after_it(cast, at):
    with at():
        rhythm(cast)
    old_and_active(cast.acme, at=at)
    with at(days=1):
        case = Case.begin(cast.acme, "the delay", cast.by)
        send_what_is_due()
        with pytest.raises(Conflict, match="open case"):
            send(cast.jo, "pulse", cast.by)
    assert not Survey.objects.exists()
    with at(days=4):
        case.resolve(cast.by, "Delivered")
        send_what_is_due()
    assert Survey.objects.get().occurrence == "1"


def test_one_open_question_and_one_in_thirty_days(cast, at):
    with at():
        first = send(cast.jo, "pulse", cast.by)
        with pytest.raises(Conflict, match="last question"):
            send(cast.jo, "nps", cast.by)
        first.answer(cast.by, 8)
    with at(days=29), pytest.raises(Conflict, match="30 days"):
        send(cast.jo, "nps", cast.by)
    with at(days=30):
        send(cast.jo, "nps", cast.by)
    assert Survey.objects.filter(contact=cast.jo).count() == 2


def test_who_cannot_or_would_not_be_asked_is_not(cast, at):
    cast.sam.email = ""
    cast.sam.save()
    with at(), pytest.raises(Conflict, match="no e-mail"):
        send(cast.sam, "pulse", cast.by)
    cast.jo.remove(cast.by)
    with at(), pytest.raises(Conflict, match="not on record"):
        send(cast.jo, "pulse", cast.by)
    cast.bloom.archive(cast.by)
    with at(), pytest.raises(Conflict, match="not on record"):
        send(cast.ben, "pulse", cast.by)
    with at(), pytest.raises(Invalid):
        send(cast.zoe, "mood", cast.by)
    assert not Survey.objects.exists()


def test_one_reminder_after_five_days_then_an_end(cast, at, leave):
    with at():
        survey = send(cast.jo, "pulse", cast.by)
        leave()
    with at(days=4):
        remind_and_end()
        assert Letter.objects.count() == 1
    for day in range(5, 29):
        with at(days=day):
            for _ in range(5):
                remind_and_end()
            leave()
    assert Letter.objects.count() == 2
    with at(days=30):
        remind_and_end()
    survey.refresh_from_db()
    assert survey.state == "ended"


def test_a_letter_that_never_left_is_not_reminded_of(cast, at):
    with at():
        send(cast.jo, "pulse", cast.by)
    with at(days=6):
        remind_and_end()
    assert Letter.objects.count() == 1


def test_a_case_holds_back_letters_that_wait_in_the_outbox(cast, at):
    with at():
        survey = send(cast.jo, "pulse", cast.by)
        Case.begin(cast.acme, "the delay", cast.by)
        run_due_jobs()
    survey.refresh_from_db()
    assert (survey.state, survey.letter.state) == ("ended", "dropped")


def test_a_rule_that_rests_asks_nobody_and_makes_up_for_nothing(cast, at):
    with at():
        rule = rhythm(cast)
        rule.switch(False, cast.by, cast.north.today())
    old_and_active(cast.acme, at=at)
    with at(days=2):
        send_what_is_due()
        rule.switch(True, cast.by, cast.north.today())
        send_what_is_due()
    assert not Survey.objects.exists()


@pytest.mark.parametrize(("values", "field"), [
    ({"kind": "mood"}, "kind"), ({"when": "never"}, "when"), ({"days": 29}, "days"), ({"days": 731}, "days"),
    ({"low_at": 9, "high_at": 9}, "low_at"), ({"low_at": 6, "high_at": 11}, "low_at"),
])  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused(cast, values, field):
    with pytest.raises(Invalid) as refusal:
        rhythm(cast, **values)
    assert refusal.value.field == field
