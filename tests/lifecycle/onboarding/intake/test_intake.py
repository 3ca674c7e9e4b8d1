"""A form is sent once, filled in over several sittings, sent back once, chased until then; answers land where they should."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.gates.needs import keep_needs
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.lifecycle.onboarding.intake import sending
from clientkeep.lifecycle.onboarding.intake.jobs import chase_intakes
from clientkeep.lifecycle.onboarding.intake.model import Intake, answers_of
from clientkeep.lifecycle.onboarding.models import IntakeForm
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import CustomField
from clientkeep.relationship.conversations.models import LogEntry, Message, Thread
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.jobs import dispatch_what_is_due
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs

pytestmark = pytest.mark.django_db
TEXT = """Your website? [text] -> website
Your slogan [text] -> custom:slogan
Logo? [choice: Yes | No, required]
Send it [files] if Logo? = Yes
How many [number]
"""


@pytest.fixture
def form(cast):
    CustomField.add(cast.north, "Slogan", cast.by)
    return IntakeForm.write(cast.north, cast.by, "Before we begin", TEXT)


@pytest.fixture
def sent(cast, form):
    return sending.send(form, cast.jo, cast.by)


@pytest.fixture
def jo(cast):
    browser = Browser()
    browser.get(new_link(cast.acme, cast.jo))
    return browser


def own(sent):
    return f"/p/intake/{sent.pk}/"


def test_one_letter_leads_to_the_form(cast, sent, form):
    again = sending.send(form, cast.jo, cast.by, id=sent.pk)
    assert again.pk == sent.pk
    browser = Browser()
    arrived = browser.get(make_link(Letter.objects.get(purpose="intake")), follow=True)
    assert arrived.request["PATH_INFO"] == own(sent)
    assert "Your website?" in arrived.content.decode()
    with pytest.raises(Invalid):
        sending.send(form, cast.jo, cast.by)


def test_it_is_saved_and_resumed_on_another_device(cast, sent, jo):
    saved = jo.post(own(sent), {"act": "save", "whole": "1", "version": sent.version, "q1": "acme.example", "q5": ""})
    assert saved.status_code == 302
    other = Browser()
    other.get(new_link(cast.acme, cast.jo))
    assert "acme.example" in other.get(own(sent)).content.decode()


def test_what_is_typed_is_kept_by_the_script_too(sent, jo):
    answer = jo.post(own(sent), {"act": "auto", "version": sent.version, "q1": "acme.exa"})
    assert answer.json() == {"version": sent.version + 1}
    sent.refresh_from_db()
    assert sent.answers["q1"] == "acme.exa"


def test_two_windows_do_not_overwrite_each_other_in_silence(sent, jo):
    first = {"whole": "1", "version": sent.version, "q1": "first.example"}
    assert jo.post(own(sent), first).status_code == 302
    second = jo.post(own(sent), {"whole": "1", "version": sent.version, "q1": "second.example"})
    assert second.status_code == 409
    shown = second.content.decode()
    assert "second.example" in shown
    assert "In the other window: first.example" in shown
    sent.refresh_from_db()
    assert sent.answers["q1"] == "first.example"
    assert jo.post(own(sent), {"act": "auto", "version": 1, "q1": "third"}).status_code == 409
    kept = jo.post(own(sent), {"whole": "1", "version": sent.version, "q1": "second.example"})
    assert kept.status_code == 302


def test_bad_input_is_kept_and_named_at_its_question(sent, jo):
    answer = jo.post(own(sent), {"act": "send", "whole": "1", "version": sent.version, "q5": "many"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Enter a number like" in shown
    assert 'value="many"' in shown
    needed = jo.post(own(sent), {"act": "send", "whole": "1", "version": Intake.objects.get().version, "q5": "7"})
    assert "This answer is needed." in needed.content.decode()
    sent.refresh_from_db()
    assert (sent.state, sent.answers["q5"]) == ("open", "7")


def test_it_is_sent_back_once_and_answers_land(cast, sent, jo):
    picture = SimpleUploadedFile("logo.txt", b"A logo in words.\n")
    typed = {"act": "send", "whole": "1", "version": sent.version, "q1": "acme.example", "q2": "Built to last", "q3": "Yes", "q4": picture}
    assert jo.post(own(sent), typed).status_code == 302
    sent.refresh_from_db()
    cast.acme.refresh_from_db()
    assert (sent.state, sent.submitted_by, cast.acme.website, cast.acme.custom["slogan"]) == ("submitted", "Jo March", "https://acme.example", "Built to last")
    assert StoredFile.objects.get(about_id=sent.pk).name == "logo.txt"
    assert answers_of(cast.acme)["Send it"] == "logo.txt"
    again = jo.post(own(sent), {"act": "send", "whole": "1", "version": sent.version, "q1": "other.example"})
    assert again.status_code == 409
    assert "Thank you. It is sent." in jo.get(own(sent)).content.decode()


def test_what_does_not_show_is_dropped_and_a_wrong_field_stays_in_the_form(cast, sent):
    sent.save_answers({"q1": "not a web address at all", "q3": "No"}, sent.version)
    sent.answers["q4"] = [{"id": "x", "name": "old.png"}]
    sent.save()
    assert sent.submit(cast.by, {}, sent.version) == {}
    cast.acme.refresh_from_db()
    assert (cast.acme.website, "q4" in sent.answers) == ("", False)
    assert answers_of(cast.acme)["Your website?"] == "not a web address at all"


def test_the_work_waits_for_the_form(cast, sent):
    keep_needs(cast.north, cast.by, ["agreed", "intake"])
    quote = cast.document("quote")
    quote.accept(cast.by)
    gate = Gate.raise_for(quote, cast.by)
    assert gate.missing == ["intake"]
    sent.submit(cast.by, {"q3": "No"}, sent.version)
    run_due_jobs()
    gate.refresh_from_db()
    assert gate.is_open


def test_a_form_that_came_first_counts_for_the_agreement(cast, sent):
    sent.submit(cast.by, {"q3": "No"}, sent.version)
    keep_needs(cast.north, cast.by, ["agreed", "intake"])
    quote = cast.document("quote")
    quote.accept(cast.by)
    run_due_jobs()
    assert Gate.objects.get(document=quote).is_open


def chased(days):
    with clock.moved(clock.now() + dt.timedelta(days=days)):
        for _ in range(3):
            chase_intakes()
    return Letter.objects.filter(purpose="intake").count()


def writes(cast, **values) -> None:
    thread = Thread.begin(cast.acme, "Your form")
    Message.receive(thread, Actor("contact", cast.jo.pk, "Jo March"), text="By mail is easier.", channel="mail", contact=cast.jo, **values)
    run_due_jobs()
    with clock.moved(clock.now() + dt.timedelta(minutes=2)):
        dispatch_what_is_due()


def test_a_client_who_writes_is_not_asked_again_and_the_firm_is_told(cast, sent, as_member):
    with clock.moved(clock.now() + dt.timedelta(hours=1)):
        writes(cast)
        writes(cast)
    assert Event.objects.filter(slug="intake.paused").count() == 1
    sent.refresh_from_db()
    assert (sent.state, sent.chase_at) == ("open", None)
    assert "The client wrote since the form was sent." in as_member(cast.olivia).get(f"/intake/{sent.pk}/").content.decode()


def test_a_machine_or_an_old_mail_stops_no_reminder(cast, sent):
    writes(cast, automatic=True)
    writes(cast, at=clock.now() - dt.timedelta(days=3))
    assert chased(5) == 2
    assert not Event.objects.filter(slug="intake.paused").exists()


def test_a_wrong_file_is_removed_before_it_is_sent(cast, sent, jo):
    files = [SimpleUploadedFile(name, name.encode()) for name in ("right.txt", "wrong.txt")]
    jo.post(own(sent), {"act": "save", "whole": "1", "version": sent.version, "q3": "Yes", "q4": files})
    sent.refresh_from_db()
    wrong = next(each["id"] for each in sent.answers["q4"] if each["name"] == "wrong.txt")
    assert f'name="remove" value="{wrong}"' in jo.get(own(sent)).content.decode()
    foreign = cast.document("invoice").pk
    saved = jo.post(own(sent), {"act": "save", "whole": "1", "version": sent.version, "q3": "Yes", "remove": [wrong, str(foreign), "no id"]})
    sent.refresh_from_db()
    assert (saved.status_code, [each["name"] for each in sent.answers["q4"]]) == (302, ["right.txt"])
    assert StoredFile.objects.get(pk=wrong).removed_at
    assert sent.submit(cast.by, {}, sent.version) == {}
    with pytest.raises(Conflict):
        sent.remove_file(sent.answers["q4"][0]["id"], cast.by)


def test_an_answer_lands_with_the_person_who_was_asked(cast):
    form = IntakeForm.write(cast.north, cast.by, "You", "Your number? [text] -> contact:phone\nYour job? [text] -> contact:title\n")
    sent = sending.send(form, cast.jo, cast.by)
    assert sent.submit(cast.by, {"q1": "+49 30 123456", "q2": "Head of sales " * 20}, sent.version) == {}
    cast.jo.refresh_from_db()
    assert cast.jo.phone == "+49 30 123456"
    assert len(cast.jo.title) <= 120


def test_it_is_asked_for_again_three_times_and_no_more(sent):
    assert [chased(days) for days in (3, 5, 10, 11, 20, 60)] == [1, 2, 3, 3, 4, 4]


@pytest.mark.parametrize(
    "ends",
    [
        lambda cast, sent: sent.submit(cast.by, {"q3": "No"}, sent.version), lambda cast, sent: sent.withdraw(cast.by),
        lambda cast, sent: cast.acme.archive(cast.by), lambda cast, sent: LogEntry.write(cast.acme, "call", "They send it by Friday.", cast.by),
        lambda cast, sent: writes(cast),
    ],
)  # fmt: skip
def test_reminders_stop(cast, sent, ends):
    ends(cast, sent)
    assert chased(5) == 1
    assert chased(30) == 1


def test_others_find_nothing_and_colleagues_without_a_say_do_not_write(cast, sent):
    ben, sam = Browser(), Browser()
    ben.get(new_link(cast.bloom, cast.ben))
    sam.get(new_link(cast.acme, cast.sam))
    assert [ben.get(own(sent)).status_code, ben.post(own(sent), {"version": 1}).status_code] == [404, 404]
    assert sam.post(own(sent), {"version": sent.version, "q1": "x"}).status_code == 403
    with pytest.raises(Conflict):
        sent.save_answers({"q1": "x"}, 99)


def test_the_firm_writes_a_form_sends_it_and_reads_the_answers(cast, form, as_member):
    page, list_page = as_member(cast.olivia), f"/clients/{cast.acme.pk}/intake/"
    assert page.post("/intake-forms/", {"name": "Short", "text": "A line without a kind"}).status_code == 422
    assert page.post("/intake-forms/", {"name": "Short", "text": "One thing [text]"}).status_code == 302
    given = {"form": str(form.pk), "contact": str(cast.jo.pk), "due_on": "", "form_token": once.mint(cast.acting(cast.olivia))}
    assert [page.post(list_page, given).status_code for _ in range(2)] == [302, 302]
    sent = Intake.objects.get()
    sent.submit(cast.by, {"q2": "=SUM(1)", "q3": "No"}, sent.version)
    assert "=SUM(1)" in page.get(f"/intake/{sent.pk}/").content.decode()
    told = page.post(f"/intake-forms/{form.pk}/answers/").content.decode()
    assert "'=SUM(1)" in told
    assert "1 filled in" in page.get(f"/clients/{cast.acme.pk}/").content.decode()
    assert as_member(cast.sid).get(f"/intake/{sent.pk}/").status_code == 404
    assert as_member(cast.olivia).post(f"/intake/{sent.pk}/withdrawal/").status_code == 302
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_what_was_sent_stays_as_it_was(cast, form, sent):
    IntakeForm.write(cast.north, cast.by, form.name, "Something else [text]", form)
    sent.refresh_from_db()
    assert sent.asked[0].label == "Your website?"
