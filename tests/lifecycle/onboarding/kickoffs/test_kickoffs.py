"""A kickoff: its agenda is drafted from what is agreed, and held it becomes one entry, decisions, promises and a recap. Once."""

import datetime as dt

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import ScopeEntry
from clientkeep.lifecycle.onboarding.intake.model import Intake
from clientkeep.lifecycle.onboarding.kickoffs.holding import hold
from clientkeep.lifecycle.onboarding.kickoffs.sending import drafted_letter, send_agenda
from clientkeep.lifecycle.onboarding.kickoffs.writing import add_action, write
from clientkeep.lifecycle.onboarding.models import AgendaItem, IntakeForm, Kickoff
from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise, Question, Recap
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from .conftest import TUESDAY

pytestmark = pytest.mark.django_db


def texts(kickoff: Kickoff) -> dict[str, str]:
    return dict(kickoff.items.in_order().values_list("title", "text"))


def test_the_agenda_is_drafted_from_what_is_agreed_and_answered(cast, acme, agreement, on):
    form = IntakeForm.write(cast.north, cast.by, "Before we begin", "What do you sell? [text, required]\nWhose logo? [text, required]\n")
    with on():
        sent = Intake.begin(form, cast.jo, cast.by)
        assert not sent.submit(cast.by, {"q1": "Bread", "q2": "Ours"}, sent.version)
        Intake.begin(IntakeForm.write(cast.north, cast.by, "Later", "Which colours? [text, required]\n"), cast.jo, cast.by)
        Question.save_for(acme, "Do they pay the printer themselves?", cast.by)
        made = Kickoff.begin(acme, cast.by, agreement=agreement, about="Goals and dates")
    said = texts(made)
    assert said["What this work is for"] == "- Goals and dates"
    assert said["What you told us"] == "- What do you sell? Bread\n- Whose logo? Ours"
    assert "- Brand identity: $6,400.00\n- Logo animation: $900.00\n- Together $7,300.00, agreed by Jo March" in said["What is agreed"]
    assert said["What we still need from you"] == "- Later: Which colours?"
    assert made.items.get(internal=True).text == "- Do they pay the printer themselves?"
    assert list(said)[-1] == "First milestone and next steps"


def test_what_has_no_price_is_told_without_one_and_milestones_stand_among_the_dates(cast, acme, agreement, on):
    known = {
        "workspace": cast.north, "client": acme, "agreement": agreement, "act": "in", "currency": "USD",
        "agreed_by": "Jo March", "agreed_on": TUESDAY.date(),
    }  # fmt: skip
    ScopeEntry.objects.create(**known, part="deliverable", what="Logo files", revisions=2)
    ScopeEntry.objects.create(**known, part="milestone", what="Sketches", due_on=dt.date(2027, 4, 1))
    with on():
        said = texts(Kickoff.begin(acme, cast.by, agreement=agreement))
    *items, together = said["What is agreed"].splitlines()
    assert set(items) == {"- Brand identity: $6,400.00", "- Logo animation: $900.00", "- Logo files, 2 rounds of revision"}
    assert together == "- Together $7,300.00, agreed by Jo March"
    assert "Sketches" in said["Dates and milestones"]


def test_without_anything_on_record_the_agenda_begins_and_ends_all_the_same(cast, on):
    with on():
        made = Kickoff.begin(cast.bloom, cast.by)
    assert list(texts(made)) == ["What this work is for", "How we work together", "First milestone and next steps"]
    assert (made.title, made.state, made.when) == ("Kickoff", "planned", "")


def test_items_are_added_worded_ordered_and_taken_off(kickoff):
    added = AgendaItem.add(kickoff, "  Photographs\x00 ", "Who takes them?\r\n")
    assert (added.title, added.text) == ("Photographs", "Who takes them?")
    assert AgendaItem.add(kickoff, "Twice", id=added.pk) == added
    added.move(up=True)
    assert list(texts(kickoff))[-2:] == ["Photographs", "First milestone and next steps"]
    added.move(up=False)
    added.move(up=False)  # at the end nothing happens
    assert list(texts(kickoff))[-1] == "Photographs"
    write(kickoff, {f"notes:{added.pk}": "Their own"})
    with pytest.raises(Conflict):
        added.remove()
    write(kickoff, {f"notes:{added.pk}": ""})
    added.remove()
    assert "Photographs" not in texts(kickoff)
    with pytest.raises(Invalid):
        AgendaItem.add(kickoff, "  ")


def test_held_it_becomes_one_entry_its_decisions_promises_and_a_recap(cast, kickoff, on):
    first = kickoff.items.in_order().first()
    write(kickoff, {f"notes:{first.pk}": "They want calm colours.", f"decisions:{first.pk}": "- Direction B\n\n* Signage later\n- Direction B"})
    add_action(kickoff, first, "Send two palettes", f"ours:{cast.olivia.pk}", "2027-03-12")
    add_action(kickoff, first, "Send the photographs", f"theirs:{cast.jo.pk}")
    with on(days=2, hours=2):
        recap = hold(kickoff, cast.by)
        assert hold(Kickoff.objects.get(pk=kickoff.pk), cast.by) == recap
    entry = LogEntry.objects.get(client=kickoff.client)
    assert (entry.kind, entry.contact, entry.minutes, entry.happened_at) == ("meeting", cast.jo, 60, kickoff.starts_at)
    assert "Present: Olivia North, Jo March" in entry.text
    assert "They want calm colours." in entry.text
    assert "To do: Olivia North: Send two palettes, by 12 March 2027" in entry.text
    assert sorted(Decision.objects.values_list("what", flat=True)) == ["Direction B", "Signage later"]
    assert {(each.side, each.who, each.what, each.source) for each in Promise.objects.all()} == {
        ("ours", "Olivia North", "Send two palettes", entry), ("theirs", "Jo March", "Send the photographs", entry),
    }  # fmt: skip
    assert (recap.state, recap.entry, list(recap.to.all())) == ("draft", entry, [cast.jo])
    for words in ("- Direction B", "- Olivia North: Send two palettes, by 12 March 2027", "- Jo March: Send the photographs, no day agreed yet"):
        assert words in recap.text
    assert "calm colours" not in recap.text
    kickoff.refresh_from_db()
    assert (kickoff.state, kickoff.recap) == ("held", recap)
    assert Recap.objects.count() == 1
    assert Event.objects.filter(slug="kickoff.held").count() == 1


def test_the_minutes_say_when_it_was_held(cast, kickoff, on):
    with on(), pytest.raises(Invalid):
        hold(kickoff, cast.by, at=TUESDAY + dt.timedelta(days=1))
    assert not LogEntry.objects.exists()
    with on():  # before its planned time: it is held now
        hold(kickoff, cast.by, minutes=45)
    assert list(LogEntry.objects.values_list("happened_at", "minutes")) == [(TUESDAY, 45)]


def test_what_ended_changes_no_more(cast, kickoff, on):
    item = kickoff.items.first()
    with pytest.raises(Invalid):
        kickoff.cancel(cast.by, "  ")
    kickoff.cancel(cast.by, "They are ill")
    kickoff.cancel(cast.by, "Again")
    assert (kickoff.state, kickoff.because) == ("cancelled", "They are ill")
    for verb in (
        lambda: hold(kickoff, cast.by), lambda: kickoff.change(cast.by, place="Here"), lambda: AgendaItem.add(kickoff, "More"), lambda: item.move(up=True),
        lambda: write(kickoff, {f"notes:{item.pk}": "x"}), lambda: add_action(kickoff, item, "x"),
        lambda: send_agenda(kickoff, cast.by, "Agenda", "Here", [cast.jo]),
    ):  # fmt: skip
        with pytest.raises(Conflict):
            verb()
    assert not LogEntry.objects.exists()


def test_a_change_is_told_with_its_time(cast, kickoff, on):
    kickoff.change(cast.by, starts_at=TUESDAY + dt.timedelta(days=3), place=" Their  shop ")
    assert Event.objects.get(slug="kickoff.changed").payload["what"] == "time, place, now Fri 5 Mar 2027, 10:00 America/Los_Angeles"
    kickoff.change(cast.by, place="Their shop")
    assert Event.objects.filter(slug="kickoff.changed").count() == 1
    for wrong, field in (({"minutes": 0}, "minutes"), ({"contacts": [cast.ben]}, "contacts"), ({"members": [cast.sid]}, "members")):
        with pytest.raises(Invalid) as refused:
            kickoff.change(cast.by, **wrong)
        assert refused.value.field == field


def test_the_agenda_leaves_once_for_the_same_words(cast, kickoff):
    assert not Kickoff.objects.shown_to_client().exists()
    AgendaItem.add(kickoff, "Do they pay in time?", internal=True)
    subject, text = drafted_letter(kickoff, "Olivia North")
    assert "1. What this work is for" in text
    assert "pay in time" not in text
    for _ in range(2):
        send_agenda(kickoff, cast.by, subject, text + "\n{firm} stays as it is", [cast.jo])
    sent = Letter.objects.get(purpose="kickoff")
    assert (sent.to_email, sent.by_person, sent.about_id) == ("jo@acme.example", True, kickoff.pk)
    assert Event.objects.filter(slug="kickoff.agenda_sent").count() == 1
    assert Kickoff.objects.shown_to_client().get() == kickoff
    with pytest.raises(Invalid):
        send_agenda(kickoff, cast.by, subject, text, [cast.ben])
    send_agenda(kickoff, cast.by, subject, text, [cast.jo, cast.sam])
    assert Letter.objects.filter(purpose="kickoff").count() == 3


def test_who_may_see_it(cast, kickoff):
    hidden = Kickoff.begin(cast.bloom, cast.by)
    assert set(Kickoff.objects.visible_to(cast.acting(cast.olivia))) == {kickoff, hidden}
    assert set(Kickoff.objects.visible_to(cast.acting(cast.mia))) == {kickoff}
    assert not Kickoff.objects.visible_to(cast.acting(cast.sid)).exists()
    assert AgendaItem.objects.visible_to(cast.acting(cast.mia)).filter(kickoff=kickoff).exists()
    assert not AgendaItem.objects.visible_to(cast.acting(cast.sid)).exists()
