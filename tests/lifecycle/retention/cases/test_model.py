"""Cases: the states, the steps and their letters, what they cost, their record."""

import datetime as dt

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.retention.cases import letters, rules
from clientkeep.lifecycle.retention.cases.chronicle import chronicle_of
from clientkeep.lifecycle.retention.cases.cost import CaseCost
from clientkeep.lifecycle.retention.cases.model import STATES, Case
from clientkeep.lifecycle.retention.cases.weighing import weigh
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.workspace.hours.models import ClosedDays
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

MOVES = {
    "open": lambda case, by: case.take_up(by) if case.state == "waiting" else case.reopen(by),
    "waiting": lambda case, by: case.wait(by),
    "resolved": lambda case, by: case.resolve(by, "It is mended"),
    "closed": lambda case, by: case.close(by),
}


@pytest.mark.parametrize("old", STATES.all)
@pytest.mark.parametrize("new", STATES.all)
def test_each_move_is_in_the_table_or_refused(cast, old, new):
    case = Case.begin(cast.acme, "the delay", cast.by)
    for step in case.steps.all():
        step.do(cast.by)
    Case.objects.filter(pk=case.pk).update(state=old)
    case.refresh_from_db()
    if STATES.allows(old, new):
        MOVES[new](case, cast.by)
        assert case.state == new
    else:
        with pytest.raises(Conflict):
            MOVES[new](case, cast.by)
        assert Case.objects.get(pk=case.pk).state == old


def test_five_steps_with_working_days(cast, at):
    with at(days=3):  # a Friday
        case = Case.begin(cast.acme, "the delay", cast.by)
    assert [(step.key, step.due_on.day) for step in case.steps.all()] == [
        ("acknowledge", 5), ("clarify", 8), ("own", 9), ("propose", 10), ("document", 16),
    ]  # fmt: skip


def test_days_off_of_the_firm_move_the_steps(cast, at):
    with at(days=3):  # a Friday
        ClosedDays.add(cast.north, cast.by, "Trip", dt.date(2027, 3, 8), dt.date(2027, 3, 9))
        case = Case.begin(cast.acme, "the delay", cast.by)
    assert [step.due_on.day for step in case.steps.all()] == [5, 10, 11, 12, 18]


def test_a_firm_that_never_works_is_given_plain_days():
    assert rules.due_day(dt.date(2026, 6, 5), 3, lambda day: False) == dt.date(2026, 6, 8)


@pytest.mark.parametrize(("seconds", "words"), [(-5, "none"), (59, "none"), (3600, "1 hour"), (23_460, "6 hours 31 minutes")])
def test_working_time_in_words(seconds, words):
    assert rules.hours_words(seconds) == words


@pytest.mark.parametrize(("minutes", "words"), [(0, "less than a minute"), (1, "1 minute"), (65, "1 hour"), (1500, "1 day 1 hour"), (2880, "2 days")])
def test_spans_in_words(minutes, words):
    assert rules.span_words(dt.timedelta(minutes=minutes)) == words


def test_a_steps_letter_goes_once_and_the_step_is_done(cast):
    case = Case.begin(cast.acme, "the delay {link}", cast.by, contact=cast.jo)
    step = case.steps.first()
    words = letters.draft(case, "acknowledge", cast.by)
    assert "Hello Jo," in words.text and "Olivia North" in words.text and "{{link}}" in words.text
    letter = letters.send_for_step(step, cast.by, letters.recipient(case), words.subject, words.text)
    assert (letter.to_email, letter.about_id) == ("jo@acme.example", case.pk)
    with pytest.raises(Conflict):
        letters.send_for_step(step, cast.by, cast.jo, "Again", "Again")
    assert Letter.objects.filter(purpose="case").count() == 1
    step.refresh_from_db()
    assert (step.done_at is not None, step.by) == (True, "Olivia North")


def test_a_letter_goes_to_nobody_else(cast):
    case = Case.begin(cast.acme, "the delay", cast.by)
    for stranger in (None, cast.ben, cast.zoe):
        with pytest.raises(Invalid):
            letters.send_for_step(case.steps.first(), cast.by, stranger, "S", "T")
    assert not Letter.objects.exists() and case.steps.first().is_left


def test_a_step_left_out_says_why_and_closing_waits_for_all_steps(cast):
    case = Case.begin(cast.acme, "the delay", cast.by)
    case.resolve(cast.by, "Mended")
    with pytest.raises(Conflict, match="each step"):
        case.close(cast.by)
    for step in case.steps.all():
        with pytest.raises(Invalid):
            step.skip(cast.by, "  ")
        step.skip(cast.by, "It was settled on the phone")
    case.close(cast.by)
    with pytest.raises(Conflict):
        case.steps.first().do(cast.by)


def test_the_outcome_is_told_by_a_letter_each_time_it_is_resolved(cast, at):
    with at():
        case = Case.begin(cast.acme, "the delay", cast.by, contact=cast.jo)
    with at(days=2, hours=3):
        letters.resolve_and_tell(case, cast.by, "Delivered", cast.jo, "How it came out", "It is here.")
        assert (case.took_words, case.worked_words) == ("2 days 3 hours", "19 hours")
        with pytest.raises(Conflict):
            letters.resolve_and_tell(case, cast.by, "Delivered", cast.jo, "How it came out", "It is here.")
    with at(days=5):
        case.reopen(cast.by)
        letters.resolve_and_tell(case, cast.by, "Truly", cast.jo, "How it came out", "Now it is.")
    assert Letter.objects.filter(purpose="case").count() == 2
    assert case.took == dt.timedelta(days=5)


def test_costs_stand_beside_what_was_paid_each_currency_by_itself(cast):
    case = Case.begin(cast.acme, "the delay", cast.by)
    Payment.book(cast.acme, Money.of("1000", "USD"), "cash", cast.by)
    Payment.book(cast.acme, Money.of("500", "EUR"), "cash", cast.by)
    Payment.book(cast.bloom, Money.of("9", "USD"), "cash", cast.by)
    CaseCost.note_money(case, "goodwill", Money.of("120", "USD"), cast.by, "A free hour")
    CaseCost.note_money(case, "write_off", Money.of("80", "EUR"), cast.by)
    CaseCost.note_time(case, 45, cast.by)
    CaseCost.note_time(case, 30, cast.by)
    scales = weigh(cast.acme)
    assert [(row.currency, str(row.paid), str(row.costs)) for row in scales.currencies] == [("EUR", "500.00", "80.00"), ("USD", "1000.00", "120.00")]
    assert scales.minutes == 75


@pytest.mark.parametrize("minutes", [None, 0, -5, 1441])
def test_time_that_cannot_be_is_refused(cast, minutes):
    with pytest.raises(Invalid):
        CaseCost.note_time(Case.begin(cast.acme, "the delay", cast.by), minutes, cast.by)


def test_the_record_holds_all_since_the_case_was_opened_in_order(cast, at):
    with at():
        LogEntry.write(cast.acme, "note", "before", cast.by)
    with at(hours=1):
        case = Case.begin(cast.acme, "the delay", cast.by)
    with at(hours=2):
        LogEntry.write(cast.acme, "call", "They are cross", cast.by)
        LogEntry.write(cast.bloom, "call", "elsewhere", cast.by)
    with at(hours=3):
        letters.send_for_step(case.steps.first(), cast.by, cast.jo, "Heard", "We heard you")
    with at(hours=4):
        lines, more = chronicle_of(cast.acting(cast.olivia), case)
    assert [line.event.slug for line in lines] == ["case.opened", "call.logged", "case.step_done"] and not more
    assert lines[1].text == "They are cross"


def test_a_case_about_one_cause_is_one_case(cast):
    entry = LogEntry.write(cast.acme, "message", "I am cross", cast.by)
    cases = {Case.begin(cast.acme, "the delay", cast.by, cause=entry).pk for _ in range(5)}
    assert len(cases) == 1 and Event.objects.filter(slug="case.opened").count() == 1


@pytest.mark.parametrize(("values", "field"), [({"about": " "}, "about"), ({"about": "x" * 201}, "about"), ({"reason": "mood"}, "reason")])
def test_what_makes_no_case_is_refused(cast, values, field):
    with pytest.raises(Invalid) as refusal:
        Case.begin(cast.acme, **{"about": "the delay", "by": cast.by, **values})
    assert refusal.value.field == field
