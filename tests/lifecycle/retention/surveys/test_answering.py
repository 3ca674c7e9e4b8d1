"""The client's page: a look changes nothing, one answer by POST, changeable for an hour, then it stands."""

import datetime as dt

import pytest
from django.test import Client as Browser

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.doors.key import AnswerKey
from clientkeep.lifecycle.retention.surveys.model import Survey
from clientkeep.lifecycle.retention.surveys.sending import send
from clientkeep.relationship.portal.key import LIFE, PortalKey
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.links import make_link

CANARY = "canary-7c1f"


def page_of(survey):
    return f"/p/surveys/{survey.pk}/"


def test_the_letters_link_leads_to_the_form_and_a_marked_score_is_not_sent(cast, by_link):
    survey = send(cast.jo, "pulse", cast.by)
    browser = by_link(survey, query="?score=9")
    assert browser.landed == page_of(survey) + "?score=9"
    page = browser.get(browser.landed)
    assert b'value="9" checked' in page.content and b"How are we doing" in page.content
    assert page["Cache-Control"] == "private, no-store"
    survey.refresh_from_db()
    assert (survey.state, survey.score) == ("asked", None)


def test_a_robot_follows_every_link_and_nothing_changes(cast):
    """T3: mail scanners open each link with every score."""
    survey = send(cast.jo, "pulse", cast.by)
    before, events = Survey.objects.values().get(), Event.objects.count()
    path = make_link(survey.letter).split("localhost:8000")[-1]
    path = path[path.index("/p/") :]
    for score in range(11):
        for method in ("get", "head"):
            robot = Browser()
            getattr(robot, method)(f"{path}?score={score}", follow=True)
            getattr(robot, method)(page_of(survey) + f"?score={score}")
    assert (Survey.objects.values().get(), Event.objects.count()) == (before, events)


def test_an_answer_is_kept_once_however_often_it_is_posted(cast, by_link):
    survey = send(cast.jo, "pulse", cast.by)
    browser = by_link(survey)
    for _ in range(5):
        answer = browser.post(page_of(survey), {"score": "6", "comment": CANARY})
        assert answer.status_code == 302
    survey.refresh_from_db()
    assert (survey.state, survey.score, survey.comment, survey.answered_by) == ("answered", 6, CANARY, "Jo March")
    assert Event.objects.filter(slug="survey.answered").count() == 1
    assert Case.objects.count() == 1
    assert CANARY not in str(list(Event.objects.values_list("payload", flat=True)))
    assert b"comes back to you" in browser.get(answer["Location"]).content


def test_an_answer_can_be_changed_for_an_hour(cast, at):
    with at():
        survey = send(cast.jo, "pulse", cast.by)
        survey.answer(cast.by, 8, "Fine")
    with at(minutes=59):
        survey.answer(cast.by, 9, "Better")
    with at(minutes=61), pytest.raises(Conflict, match="stands"):
        survey.answer(cast.by, 1, "Worse")
    survey.refresh_from_db()
    assert (survey.score, survey.comment) == (9, "Better")
    assert list(Event.objects.filter(slug__startswith="survey.").order_by("seq").values_list("slug", flat=True)) == [
        "survey.sent", "survey.answered", "survey.changed",
    ]  # fmt: skip


def test_the_closed_form_says_what_was_answered(cast, at, by_link):
    with at():
        survey = send(cast.jo, "pulse", cast.by)
        survey.answer(cast.by, 8)
    with at(hours=2):
        browser = by_link(survey)
        assert b"You gave 8 of 10" in browser.get(page_of(survey)).content
        assert browser.post(page_of(survey), {"score": "1"}).status_code == 409
    survey.refresh_from_db()
    assert survey.score == 8


@pytest.mark.parametrize("score", ["", "11", "-1", "9.5", "nine", "٩", "1e1", "999999999999", "true"])
def test_what_is_no_mark_of_the_scale_is_refused(cast, by_link, score):
    survey = send(cast.jo, "pulse", cast.by)
    answer = by_link(survey).post(page_of(survey), {"score": score, "comment": "kept as typed"})
    assert answer.status_code == 422 and b"kept as typed" in answer.content
    survey.refresh_from_db()
    assert survey.state == "asked"


def test_a_satisfaction_answer_has_its_own_scale(cast):
    survey = send(cast.jo, "csat", cast.by)
    for score in (0, 6):
        with pytest.raises(Invalid):
            survey.answer(cast.by, score)
    assert survey.answer(cast.by, 2) is not None


def test_a_debrief_asks_its_own_questions(cast, by_link):
    more = [{"words": "What went well?", "how": "text"}, {"words": "The pace", "how": "scale"}]
    survey = send(cast.jo, "debrief", cast.by, "Looking back?", more)
    browser = by_link(survey)
    assert b"What went well?" in browser.get(page_of(survey)).content
    assert browser.post(page_of(survey), {"answer-0": "The drawings", "answer-1": "9"}).status_code == 422
    browser.post(page_of(survey), {"answer-0": "The drawings", "answer-1": "4"})
    survey.refresh_from_db()
    assert (survey.score, survey.answers) == (None, ["The drawings", 4])


def test_only_its_own_contact_opens_it(cast, by_link):
    """T2: another client, another contact of the same client, and a link to one document see the same 404."""
    survey = send(cast.jo, "pulse", cast.by)
    others = [by_link(send(cast.ben, "pulse", cast.by)), by_link(send(cast.sam, "pulse", cast.by))]
    paper = Browser()
    paper.get(f"/p/{PortalKey.make(cast.acme, 'document', None, cast.invoice())[1]}/")
    never = others[0].get("/p/surveys/01900000-0000-7000-8000-000000000000/")
    for browser in [*others, paper, Browser()]:
        for answer in (browser.get(page_of(survey)), browser.post(page_of(survey), {"score": "1"})):
            assert (answer.status_code, len(answer.content)) == (404, len(never.content))
    survey.refresh_from_db()
    assert survey.state == "asked"


@pytest.mark.parametrize("purpose", ["portal", "document", "sign_in", "code"])
def test_a_key_of_another_kind_opens_no_question(cast, client, purpose):
    """T1."""
    send(cast.jo, "pulse", cast.by)
    secret = PortalKey.make(cast.acme, purpose, cast.jo, cast.invoice())[1]
    assert client.get(f"/p/answer/{secret}/").status_code == 404


def test_a_link_that_ended_closes_open_pages_too(cast, by_link, at):
    """T9: revoked, run out, contact removed, client archived, survey ended."""
    ends = {
        "revoked": lambda: PortalKey.objects.all()[0].revoke(),
        "removed": lambda: cast.jo.remove(cast.by),
        "archived": lambda: cast.acme.archive(cast.by),
        "ended": lambda: Survey.objects.get().end("it was taken back", cast.by),
    }
    from django.db import transaction

    for how, end in ends.items():
        with transaction.atomic():
            survey = send(cast.jo, "pulse", cast.by)
            browser = by_link(survey)
            assert browser.get(page_of(survey)).status_code == 200
            end()
            assert browser.get(page_of(survey)).status_code == 404, how
            assert browser.post(page_of(survey), {"score": "9"}).status_code == 404, how
            assert Survey.objects.get().score is None
            transaction.set_rollback(True)
    survey = send(cast.jo, "pulse", cast.by)
    browser = by_link(survey)
    with at(days=LIFE["portal"].days * 20):
        assert browser.get(page_of(survey)).status_code == 404


def test_the_page_tells_the_client_nothing_internal(cast, by_link):
    """T8."""
    cast.acme.change(cast.by, background="internal-canary")
    survey = send(cast.jo, "pulse", cast.by)
    Case.begin(cast.acme, "case-canary", cast.by, text="internal-canary")
    page = by_link(survey).get(page_of(survey)).content
    for canary in (b"internal-canary", b"case-canary", b"Olivia", str(cast.acme.pk).encode()):
        assert canary not in page


def test_a_member_of_the_firm_cannot_answer(cast, as_member):
    survey = send(cast.jo, "pulse", cast.by)
    assert as_member(cast.olivia).post(page_of(survey), {"score": "10"}).status_code == 404


def test_guessing_links_is_slowed_down(cast, client):
    """T6: 256 bits, and twenty misses a minute."""
    path = AnswerKey.make(cast.jo, "survey", send(cast.jo, "pulse", cast.by).pk)
    assert len(path.split("/")[-2]) >= 43
    statuses = [client.get(f"/p/answer/{number:043}/").status_code for number in range(22)]
    assert statuses[:20] == [404] * 20 and statuses[-1] == 429


def test_the_portal_shows_the_question_until_it_is_answered(cast, by_link):
    survey = send(cast.jo, "pulse", cast.by)
    browser = by_link(survey)
    assert page_of(survey).encode() in browser.get("/p/").content
    browser.post(page_of(survey), {"score": "9"})
    assert page_of(survey).encode() not in browser.get("/p/").content


def test_a_low_answer_opens_one_case_and_a_high_one_none(cast, at):
    with at():
        low = send(cast.jo, "pulse", cast.by)
        case = low.answer(cast.by, 6, "Slow replies")
        assert (case.reason, case.text, case.contact, case.is_unresolved) == ("low_answer", "Slow replies", cast.jo, True)
        low.answer(cast.by, 5, "Slower still")
        high = send(cast.ben, "pulse", cast.by)
        assert high.answer(cast.by, 7) is None
    assert Case.objects.count() == 1
    assert case.opened_at - dt.timedelta(seconds=1) < low.answered_at
