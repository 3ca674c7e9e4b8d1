"""Answers of an intake form stay with the project that it was sent for: on its page, to programs, in the portal, in the export."""

import datetime as dt
import json

import pytest
from django.test import Client as Browser

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.gates.needs import keep_needs
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.lifecycle.delivery.projects.opening import open_from
from clientkeep.lifecycle.onboarding.intake import sending
from clientkeep.lifecycle.onboarding.intake.model import Intake, answers_of
from clientkeep.lifecycle.onboarding.models import IntakeForm, Playbook, PlaybookRun
from clientkeep.lifecycle.onboarding.playbooks.starting import start_because
from clientkeep.lifecycle.onboarding.playbooks.works import works_of
from clientkeep.relationship.clients import once
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import ApiToken
from clientkeep.workspace.queue import run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)
TUESDAY = dt.datetime(2027, 3, 2, 18, tzinfo=dt.UTC)
TEXT = "Your website? [text] -> website\nWhat must not happen? [long] -> project\nThe logo [files] -> project\nAnything else? [text]\n"


@pytest.fixture(autouse=True)
def on_a_tuesday():
    with clock.moved(TUESDAY):
        yield


@pytest.fixture
def form(cast):
    return IntakeForm.write(cast.north, cast.by, "Before we begin", TEXT)


@pytest.fixture
def website(cast):
    quote = cast.document("quote", title="New website")
    quote.accept(cast.by, "Jo March")
    return open_from(quote, cast.by)


@pytest.fixture
def signs(cast):
    return Project.plan(cast.acme, cast.by, name="Shop signs")


def work_of(project):
    return next(work for work in works_of(project.client) if work.pk == project.pk)


def sent_for(cast, form, project):
    return sending.send(form, cast.jo, cast.by, work=work_of(project) if project else None)


def answer(cast, found, words):
    wrong = found.submit(Actor("contact", cast.jo.pk, "Jo March"), {"q1": "", "q2": words, "q4": "Else"}, found.version)
    assert wrong == {}


def test_two_projects_of_one_client_keep_their_own_answers(cast, form, website, signs, as_member):
    for project, words in ((website, "No <b>pop-ups</b>"), (signs, "No neon")):
        answer(cast, sent_for(cast, form, project), words)
    page = as_member(cast.olivia)
    of_website, of_signs = (page.get(f"/projects/{project.pk}/").content.decode() for project in (website, signs))
    assert "No &lt;b&gt;pop-ups&lt;/b&gt;" in of_website and "No neon" not in of_website
    assert "No neon" in of_signs and "pop-ups" not in of_signs
    assert "Anything else?" not in of_signs
    assert answers_of(cast.acme, website.source)["What must not happen?"] == "No <b>pop-ups</b>"


def test_an_answer_stays_as_it_was_given_when_the_form_changes(cast, form, website, as_member):
    found = sent_for(cast, form, website)
    answer(cast, found, "No pop-ups")
    IntakeForm.write(cast.north, cast.by, "Before we begin", "Quite another question? [text]\n", form)
    assert "No pop-ups" in as_member(cast.olivia).get(f"/projects/{website.pk}/").content.decode()
    assert Intake.objects.get(pk=found.pk).answers["q2"] == "No pop-ups"


def test_one_form_is_with_one_person_once_for_each_project(cast, form, website, signs):
    for project in (website, signs, None):
        sent_for(cast, form, project)
        with pytest.raises(Invalid):
            sent_for(cast, form, project)
    assert Intake.objects.count() == 3


def test_it_is_sent_from_the_project_and_its_letter_says_for_which(cast, form, website, signs, as_member):
    page, address = as_member(cast.olivia), f"/clients/{cast.acme.pk}/intake/"
    assert f'{address}?work={signs.pk}"' in page.get(f"/projects/{signs.pk}/").content.decode()
    assert f'value="{signs.pk}" selected' in page.get(f"{address}?work={signs.pk}").content.decode()
    sent = {"form": form.pk, "contact": cast.jo.pk, "work": signs.pk, "form_token": once.mint(cast.acting(cast.olivia))}
    assert page.post(address, {**sent, "work": website.source_id}).status_code == 422
    for _ in range(2):
        assert page.post(address, sent).status_code == 302
    found = Intake.objects.get()
    assert (found.work, found.agreement, found.work_name) == (signs.pk, None, "Shop signs")
    assert "It is about Shop signs." in Letter.objects.get(purpose="intake").text
    assert "0 of 4 answered" in page.get(f"/projects/{signs.pk}/").content.decode()


def test_a_form_for_the_client_as_a_whole_says_nothing_of_projects(cast, form):
    sent_for(cast, form, None)
    assert "It is about" not in Letter.objects.get(purpose="intake").text


@pytest.mark.parametrize("comes_first", ["form", "project"])
def test_a_playbook_of_an_agreement_sends_it_for_the_project(cast, form, as_member, comes_first):
    steps = [{"key": "form", "kind": "form", "side": "client", "title": "Tell us", "days": 0, "choice": str(form.pk)}]
    playbook = Playbook.make(cast.north, cast.by, "A good start", steps)
    quote = cast.document("quote", title="New website")
    quote.accept(cast.by, "Jo March")
    project = open_from(quote, cast.by) if comes_first == "project" else None
    begun = start_because(playbook, Document.objects.get(pk=quote.pk), "document.accepted", "it was accepted", cast.by)
    found = Intake.objects.get()
    assert (found.agreement_id, found.work_name) == (quote.pk, "New website")
    answer(cast, found, "No pop-ups")
    project = project or open_from(quote, cast.by)
    assert "No pop-ups" in as_member(cast.olivia).get(f"/projects/{project.pk}/").content.decode()
    assert begun.document_id == quote.pk


def test_a_playbook_is_started_by_hand_for_each_project(cast, form, website, signs, as_member):
    steps = [{"key": "form", "kind": "form", "side": "client", "title": "Tell us", "days": 0, "choice": str(form.pk)}]
    playbook = Playbook.make(cast.north, cast.by, "A good start", steps)
    page, address = as_member(cast.olivia), f"/clients/{cast.acme.pk}/playbooks/"
    for project in (website, signs):
        sent = {"playbook": playbook.pk, "contact": cast.jo.pk, "work": project.pk, "form_token": once.mint(cast.acting(cast.olivia))}
        assert page.post(address, sent).status_code == 302
        assert page.post(address, {**sent, "form_token": once.mint(cast.acting(cast.olivia))}).status_code == 422
    assert set(Intake.objects.values_list("work", flat=True)) == {website.pk, signs.pk}
    assert set(PlaybookRun.objects.values_list("document", flat=True)) == {website.source_id, None}
    assert "Shop signs" in page.get(f"/playbook-runs/{PlaybookRun.objects.get(work=signs.pk).pk}/").content.decode()


def test_the_gate_waits_for_the_form_of_its_own_agreement(cast, form, signs):
    keep_needs(cast.north, cast.by, ["agreed", "intake"])
    first, second = (cast.document("quote", title=title) for title in ("New website", "New logo"))
    for quote in (first, second):
        quote.accept(cast.by)
    run_due_jobs()
    answer(cast, sent_for(cast, form, signs), "No neon")
    answer(cast, sent_for(cast, form, Project.objects.get(source=first)), "No pop-ups")
    run_due_jobs()
    assert [Gate.objects.get(document=quote).is_open for quote in (first, second)] == [True, False]
    answer(cast, sent_for(cast, form, None), "Whatever")
    run_due_jobs()
    assert Gate.objects.get(document=second).is_open


def test_a_form_for_one_agreement_counts_for_no_later_one(cast, form, website):
    answer(cast, sent_for(cast, form, website), "No pop-ups")
    keep_needs(cast.north, cast.by, ["agreed", "intake"])
    later = cast.document("quote", title="New logo")
    later.accept(cast.by)
    run_due_jobs()
    assert not Gate.objects.get(document=later).is_open


def test_the_client_reads_for_which_project_they_answered(cast, form, website, signs):
    for project, words in ((website, "No pop-ups"), (signs, "No neon")):
        answer(cast, sent_for(cast, form, project), words)
    browser = Browser()
    browser.get(new_link(cast.acme, cast.jo))
    start_page = browser.get("/p/").content.decode()
    assert "Before we begin · New website" in start_page and "Before we begin · Shop signs" in start_page
    own = browser.get(f"/p/intake/{Intake.objects.get(work=signs.pk).pk}/").content.decode()
    assert "For Shop signs." in own and "No neon" in own


def test_the_export_names_the_project(cast, form, signs, as_member):
    answer(cast, sent_for(cast, form, signs), "No neon")
    lines = as_member(cast.olivia).post(f"/intake-forms/{form.pk}/answers/").content.decode().splitlines()
    assert lines[0].lstrip("\ufeff").split(",")[:3] == ["client", "project", "filled in by"]
    assert lines[1].split(",")[1] == "Shop signs" and "No neon" in lines[1]


def test_programs_send_it_for_a_project_and_read_its_answers(cast, form, website, signs, client):
    _, secret = ApiToken.issue(cast.olivia, "A program", ["clients.see", "clients.edit"])

    def call(method, path, body=None):
        more = {"data": json.dumps(body)} if body is not None else {}
        return getattr(client, method)(f"/api/v1{path}", HTTP_AUTHORIZATION=f"Bearer {secret}", content_type="application/json", **more)

    asked = {"form_id": str(form.pk), "client_id": str(cast.acme.pk), "contact_id": str(cast.jo.pk)}
    for elsewhere in (cast.bloom, cast.zephyr):
        foreign = Project.plan(elsewhere, cast.by, name="Elsewhere")
        assert call("post", "/intake", {**asked, "project_id": str(foreign.pk)}).status_code == 422
    made = call("post", "/intake", {**asked, "project_id": str(website.pk)}).json()
    assert (made["project_id"], made["agreement_id"], made["project_name"]) == (str(website.pk), str(website.source_id), "New website")
    answer(cast, Intake.objects.get(), "No pop-ups")
    told = call("get", f"/projects/{website.pk}/answers").json()["items"]
    assert [(each["question"], each["answer"], each["intake_id"]) for each in told] == [("What must not happen?", "No pop-ups", made["id"])]
    assert call("get", f"/projects/{signs.pk}/answers").json() == {"items": []}
    assert [each["id"] for each in call("get", f"/intake?project_id={website.pk}").json()["items"]] == [made["id"]]
    assert [each["about_project"] for each in call("get", f"/intake/{made['id']}").json()["answers"]] == [False, True, True, False]


def test_files_and_days_may_concern_the_project(cast, website):
    form = IntakeForm.write(cast.north, cast.by, "Dates", "By which day? [date] -> project\n")
    found = sent_for(cast, form, website)
    assert found.submit(cast.by, {"q1": dt.date(2026, 5, 1).isoformat()}, found.version) == {}
    assert [words for _, words in Intake.objects.get().told_of_work] == ["2026-05-01"]
