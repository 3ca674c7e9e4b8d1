"""The firm's pages of feedback: who reaches them, double posts, what the client's page shows."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientkeep.lifecycle.retention.cases.cost import CaseCost
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.surveys.model import Survey
from clientkeep.lifecycle.retention.surveys.rule import SurveyRule
from clientkeep.lifecycle.retention.surveys.sending import send
from clientkeep.relationship.clients.signs import signs_of
from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor


def token_of(page) -> str:
    return re.search(r'name="form_token" value="([^"]+)"', page.content.decode())[1]


def test_a_case_is_opened_once_by_a_form_sent_twice_and_led_to_its_end(cast, as_member):
    browser = as_member(cast.theo)
    url = f"/clients/{cast.acme.pk}/cases/new/"
    body = {"about": "the delay", "reason": "complaint", "contact": str(cast.jo.pk), "text": "Cross", "form_token": token_of(browser.get(url))}
    assert {browser.post(url, body)["Location"] for _ in range(3)} == {f"/cases/{Case.objects.get().pk}/"}
    case = Case.objects.get()
    step = case.steps.first()
    page = browser.get(f"/cases/steps/{step.pk}/")
    assert b"Hello Jo" in page.content
    sent = {"act": "send", "to": str(cast.jo.pk), "subject": "Heard", "text": "We heard you"}
    assert browser.post(f"/cases/steps/{step.pk}/", sent).status_code == 302
    assert browser.post(f"/cases/steps/{step.pk}/", sent).status_code == 422
    assert Letter.objects.get().text == "We heard you"
    second = case.steps.all()[1]
    assert browser.post(f"/cases/steps/{second.pk}/", {"act": "skip", "note": ""}).status_code == 422
    assert browser.post(f"/cases/steps/{second.pk}/", {"act": "done", "note": "By phone"}).status_code == 302
    assert browser.post(f"/cases/steps/{case.steps.all()[2].pk}/", {"act": "move", "due_on": "2030-01-02"}).status_code == 302
    cost = {"kind": "goodwill", "amount": "120.00", "currency": "USD", "minutes": "", "note": "", "form_token": token_of(browser.get(f"/cases/{case.pk}/"))}
    for _ in range(2):
        assert browser.post(f"/cases/{case.pk}/costs/", cost).status_code == 302
    assert CaseCost.objects.count() == 1
    assert browser.post(f"/cases/{case.pk}/costs/", {**cost, "amount": "1e3"}).status_code == 422
    outcome = {"outcome": "Delivered", "to": str(cast.jo.pk), "subject": "How it came out", "text": "It is here."}
    assert browser.post(f"/cases/{case.pk}/outcome/", outcome).status_code == 302
    assert browser.post(f"/cases/{case.pk}/close/").status_code == 409
    assert as_member(cast.adam).post(f"/cases/{case.pk}/lead/").status_code == 302
    case.refresh_from_db()
    assert case.owner == cast.adam
    record = browser.get(f"/cases/{case.pk}/record/").content.decode()
    assert all(words in record for words in ("A case was opened", "Delivered", "By phone", "Goodwill".lower()))


def test_a_form_with_a_strange_field_keeps_nothing(cast, as_member):
    """A6."""
    browser = as_member(cast.olivia)
    url = f"/clients/{cast.acme.pk}/cases/new/"
    body = {"about": "x", "reason": "other", "contact": "", "text": "", "form_token": token_of(browser.get(url)), "workspace": str(cast.south.pk)}
    assert browser.post(url, body).status_code == 422
    body = {"about": "x", "reason": "other", "contact": str(cast.ben.pk), "text": "", "form_token": body["form_token"]}
    assert browser.post(url, body).status_code == 422
    assert not Case.objects.exists()


def test_asking_by_hand_asks_once_and_says_why_not(cast, as_member):
    browser = as_member(cast.theo)
    url = f"/clients/{cast.acme.pk}/surveys/new/"
    body = {"contact": str(cast.jo.pk), "kind": "pulse", "question": "", "more": "", "form_token": token_of(browser.get(url))}
    for _ in range(2):
        assert browser.post(url, body).status_code == 302
    assert Survey.objects.count() == Letter.objects.count() == 1
    again = {**body, "form_token": token_of(browser.get(url))}
    answer = browser.post(url, again)
    assert answer.status_code == 422 and b"has not answered the last question yet" in answer.content


def test_rules_are_the_settings_of_owners_and_admins(cast, as_member):
    body = {"kind": "pulse", "when": "rhythm", "days": "90", "tier": "a", "question": "", "more": "", "low_at": "", "high_at": ""}
    assert as_member(cast.theo).post("/settings/surveys/", body).status_code == 403
    browser = as_member(cast.adam)
    assert browser.post("/settings/surveys/", body).status_code == 302
    rule = SurveyRule.objects.get()
    assert (rule.tier, rule.low_at, rule.high_at, rule.active) == ("a", 6, 9, True)
    assert browser.post(f"/settings/surveys/{rule.pk}/", {**body, "kind": "debrief", "more": "1-5: The pace\nWhat went well?"}).status_code == 302
    rule.refresh_from_db()
    assert rule.more == [{"words": "The pace", "how": "scale"}, {"words": "What went well?", "how": "text"}]
    browser.post(f"/settings/surveys/{rule.pk}/switch/")
    assert not SurveyRule.objects.get().active


def test_the_clients_page_leads_to_score_trend_and_case(cast, as_member, at):
    with at():
        send(cast.jo, "pulse", cast.by).answer(cast.by, 9)
    with at(days=40):
        send(cast.jo, "pulse", cast.by).answer(cast.by, 6, "Slow")
        front = as_member(cast.olivia).get(f"/clients/{cast.acme.pk}/").content.decode()
        page = as_member(cast.olivia).get(f"/clients/{cast.acme.pk}/feedback/").content.decode()
    assert "a case is open" in front and "Pulse 6 of 10" in front and f"/clients/{cast.acme.pk}/feedback/" in front
    assert "Pulse 6 of 10" in page and "Down from 9" in page and "Case open" in page and "chart--small" in page
    assert as_member(cast.sid).get(f"/clients/{cast.acme.pk}/feedback/").status_code == 404
    with at(days=41):
        today = as_member(cast.olivia).get("/").content.decode()
        keeping = as_member(cast.olivia).get("/keeping/").content.decode()
    assert "waits for a step: acknowledge" in today
    assert "Slow" in keeping and "7.5" in keeping
    assert "Slow" not in as_member(cast.sid).get("/keeping/").content.decode()


def test_a_complaint_in_a_message_opens_one_case_about_it(cast, as_member):
    said = [("Cross", cast.acme, cast.jo), ("Elsewhere", cast.bloom, cast.ben)]
    ours, theirs = (Thread.objects.create(workspace=cast.north, client=client, subject=subject) for subject, client, _ in said)
    for thread, (_, _, contact) in zip((ours, theirs), said, strict=True):
        Message.receive(thread, Actor("contact", contact.pk, str(contact)), text="canary-words", channel="portal", contact=contact)
    browser = as_member(cast.mia)
    page = browser.get(f"/clients/{cast.acme.pk}/cases/new/?thread={ours.pk}")
    assert b"canary-words" in page.content and b'value="Cross"' in page.content
    foreign = browser.get(f"/clients/{cast.acme.pk}/cases/new/?thread={theirs.pk}")
    assert b"canary-words" not in foreign.content
    for _ in range(2):
        token = token_of(browser.get(f"/clients/{cast.acme.pk}/cases/new/"))
        body = {"about": "Cross", "reason": "complaint", "contact": str(cast.jo.pk), "text": "canary-words", "form_token": token}
        assert browser.post(f"/clients/{cast.acme.pk}/cases/new/?thread={ours.pk}", body).status_code == 302
    assert Case.objects.get().cause_type == "message"
    assert f"cases/new/?thread={ours.pk}".encode() in browser.get(f"/inbox/{ours.pk}/").content


def feedback_line(cast, member):
    acting = cast.acting(member)
    return next((line.words for line in signs_of(acting, cast.acme) if line.label == "Feedback"), None)


def test_the_line_of_feedback_costs_the_clients_page_no_question_of_its_own(cast, at):
    with at():
        assert (feedback_line(cast, cast.olivia), feedback_line(cast, cast.carla)) == ("not asked yet", None)
        survey = send(cast.jo, "pulse", cast.by)
        assert feedback_line(cast, cast.olivia) == "asked, not answered yet"
        survey.answer(cast.by, 9)
        with CaptureQueriesContext(connection) as queries:
            assert feedback_line(cast, cast.olivia) == "Pulse 9 of 10"
    assert len(queries) == 1
