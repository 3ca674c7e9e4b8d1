"""Inquiries: a form for strangers without script and cookies, programs held off and kept, each answered once."""

import datetime as dt

import pytest
from django.test import Client as Browser

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.sales.inquiries import rules
from clientkeep.lifecycle.sales.inquiries.form import InquiryForm
from clientkeep.lifecycle.sales.models import Inquiry, Opportunity
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
FIELDS = [
    {"kind": "long", "label": "What do you need?", "required": True, "choices": []},
    {"kind": "choice", "label": "Budget", "required": False, "choices": ["Under 5,000", "More"]},
    {"kind": "date", "label": "By when?", "required": False, "choices": []},
    {"kind": "consent", "label": "You may keep this", "required": True, "choices": []},
]
SAID = {"name": "Della Fenwick", "email": "della@tide.example", "answer-0": "A sign", "answer-1": "More", "answer-2": "2026-05-01", "answer-3": "on", "website": ""}


@pytest.fixture
def form(cast):
    return InquiryForm.keep(
        cast.north, cast.by, title="Ask us", intro="", thanks="Thanks", fields=FIELDS, sites=["https://www.north.example/"], owner=cast.mia, active=True
    )


def shown(form, query="", **headers):
    """The form as a stranger gets it, with its token; a program that keeps no cookies and checks forms as the real one does."""
    browser = Browser(enforce_csrf_checks=True)
    answer = browser.get(f"/inquire/{form.token}/{query}", **headers)
    body = answer.content.decode()
    return browser, answer, body.partition('name="form_token" value="')[2].partition('"')[0]


def send(form, later=30, query="", headers=None, **said):
    with clock.moved(NOON):
        browser, _, token = shown(form, query, **(headers or {}))
    with clock.moved(NOON + dt.timedelta(seconds=later)):
        return browser.post(f"/inquire/{form.token}/", {**SAID, "form_token": token, **said})


def test_a_stranger_asks_without_script_and_cookies(cast, form):
    answer = send(form, query="?utm_source=fair&utm_campaign=spring&other=1", headers={"HTTP_REFERER": "https://www.example.org/page"})
    assert answer.status_code == 302 and answer.headers["Location"] == f"/inquire/{form.token}/thanks/"
    assert not answer.cookies
    made = Inquiry.objects.get()
    assert (made.state, made.name, made.source, made.campaign) == ("new", "Della Fenwick", "fair", {"utm_source": "fair", "utm_campaign": "spring"})
    assert (made.referrer, made.owner) == ("https://www.example.org/page", cast.mia)
    assert [each["answer"] for each in made.answers] == ["A sign", "More", "2026-05-01", "Yes"]
    assert Event.objects.filter(slug="inquiry.received", about_id=made.pk).count() == 1


def test_the_firm_says_who_may_frame_it(cast, form):
    _, answer, _ = shown(form)
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://www.north.example" in policy and "script-src 'none'" in policy
    assert "X-Frame-Options" not in answer.headers and "<script" not in answer.content.decode()
    InquiryForm.keep(cast.north, cast.by, sites=[])
    _, answer, _ = shown(form)
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN" and "frame-ancestors 'self';" in answer.headers["Content-Security-Policy"] + ";"
    for wrong in ("javascript:alert(1)", "https://a.example; script-src *", "https://a.example/path", "*"):
        with pytest.raises(Invalid):
            InquiryForm.keep(cast.north, cast.by, sites=[wrong])


def test_programs_are_held_off_and_kept_where_one_sees_them(cast, form, as_member):
    assert send(form, website="http://spam.example").status_code == 302
    assert send(form, later=1).status_code == 302
    assert sorted(Inquiry.objects.values_list("state", flat=True)) == ["held", "held"]
    assert not Event.objects.filter(slug="inquiry.received").exists()
    body = as_member(cast.olivia).get("/sales/inquiries/?show=held").content.decode()
    assert "a field that people do not see" in body and "quicker than anybody" in body
    held = Inquiry.objects.first()
    held.let_in(cast.by)
    assert held.state == "new" and Event.objects.filter(slug="inquiry.let_in").count() == 1


def test_many_from_one_address_are_held_then_refused(cast, form):
    for _ in range(rules.HELD_AFTER + 1):
        assert send(form).status_code == 302
    assert Inquiry.objects.filter(state="held").count() == 1
    answers = [send(form).status_code for _ in range(rules.REFUSED_AFTER - rules.HELD_AFTER)]
    assert answers[-1] == 429 and answers[0] == 302


def test_sent_twice_it_is_one_and_an_old_or_foreign_form_is_asked_again(cast, form):
    with clock.moved(NOON):
        browser, _, token = shown(form)
    with clock.moved(NOON + dt.timedelta(minutes=1)):
        for _ in range(2):
            assert browser.post(f"/inquire/{form.token}/", {**SAID, "form_token": token}).status_code == 302
        assert Inquiry.objects.count() == 1
        answer = browser.post(f"/inquire/{form.token}/", {**SAID, "form_token": token + "x"})
        assert answer.status_code == 422 and "A sign" in answer.content.decode()
    with clock.moved(NOON + dt.timedelta(days=1)):
        assert browser.post(f"/inquire/{form.token}/", {**SAID, "form_token": token}).status_code == 422
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"email": "no address"}, {"email": "a@b.example\nBcc: x@y.example"}, {"answer-0": ""}, {"answer-0": "x" * 10_000}, {"answer-1": "Other"},
        {"answer-2": "tomorrow"}, {"answer-3": ""}, {"name": "x" * 300}, {"extra": "1"}, {"name": "\x00"}, {"answer-0": "a\x00b"},
    ],
)  # fmt: skip
def test_bad_input_is_answered_in_words_and_keeps_nothing(form, wrong):
    assert send(form, **wrong).status_code == 422
    assert not Inquiry.objects.exists()


def test_what_strangers_write_is_shown_as_text(cast, form, as_member):
    send(form, name="<script>alert(1)</script> {{ 1 }}", **{"answer-0": "<img src=x onerror=alert(1)>{% url %}"})
    made = Inquiry.objects.get()
    page = as_member(cast.olivia)
    for path in ("/sales/inquiries/", f"/sales/inquiries/{made.pk}/"):
        body = page.get(path).content.decode()
        assert "<script>alert(1)" not in body and "<img src=x" not in body and "&lt;script&gt;" in body
    assert "{contact}" not in page.get(f"/sales/inquiries/{made.pk}/").content.decode()


def test_an_inquiry_becomes_one_opportunity(cast, form, as_member):
    send(form, email="new@acme.example")
    made, page = Inquiry.objects.get(), as_member(cast.olivia)
    here = f"/sales/inquiries/{made.pk}/"
    assert "Jo March writes from acme.example" in page.get(here).content.decode()
    for _ in range(2):
        assert page.post(f"{here}opportunity/", {"title": "A sign"}).status_code == 302
    found = Opportunity.objects.get()
    assert (found.name, found.email, found.client, found.owner, found.source.name) == ("Della Fenwick", "new@acme.example", None, cast.mia, "Inquiry form")
    assert "What do you need?\nA sign" in found.note
    assert page.post(f"{here}declining/", {"subject": "No", "text": "No"}).status_code == 422


def test_it_is_declined_by_one_letter_and_the_referral_is_kept(cast, form, as_member):
    send(form)
    made, page = Inquiry.objects.get(), as_member(cast.olivia)
    here = f"/sales/inquiries/{made.pk}/"
    assert "Hello Della," in page.get(here).content.decode()
    said = {"subject": "Your inquiry\r\nBcc: x@y.example", "text": "Hello, we cannot. Ask Bloom.", "referred_to": "Bloom & Co"}
    assert page.post(f"{here}declining/", said).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.referred_to, made.letter.to_email) == ("declined", "Bloom & Co", "della@tide.example")
    assert "\n" not in made.letter.subject and "\r" not in made.letter.subject
    with pytest.raises(Conflict):
        made.decline(cast.by, "Again", "Again")
    assert Letter.objects.filter(about_id=made.pk).count() == 1


def test_who_sees_only_some_clients_sees_the_inquiries_that_are_theirs(cast, form, as_member):
    send(form)
    made = Inquiry.objects.get()
    assert as_member(cast.mia).get(f"/sales/inquiries/{made.pk}/").status_code == 200
    Inquiry.objects.update(owner=None)
    assert as_member(cast.mia).get(f"/sales/inquiries/{made.pk}/").status_code == 404
    assert as_member(cast.sid).get(f"/sales/inquiries/{made.pk}/").status_code == 404


def test_the_form_is_set_by_rows_and_closed_by_a_tick(cast, as_member):
    page = as_member(cast.olivia)
    assert page.get("/settings/inquiries/").status_code == 200 and not InquiryForm.objects.exists()
    said = {
        "active": "on", "title": "Ask us", "intro": "", "thanks": "Thanks", "owner": "", "sites": "https://www.north.example",
        "label-0": "Budget", "kind-0": "choice", "choices-0": "Small, Large", "place-0": "2", "label-1": "What?", "kind-1": "long", "place-1": "1", "required-1": "on",
    }  # fmt: skip
    assert page.post("/settings/inquiries/", said).status_code == 302
    kept = InquiryForm.objects.get()
    assert [(each["label"], each["choices"], each["required"]) for each in kept.fields] == [("What?", [], True), ("Budget", ["Small", "Large"], False)]
    assert f"/inquire/{kept.token}/" in page.get("/settings/inquiries/").content.decode()
    wrong = page.post("/settings/inquiries/", {**said, "choices-0": "One"})
    assert wrong.status_code == 422 and "needs 2 to" in wrong.content.decode()
    page.post("/settings/inquiries/", {name: value for name, value in said.items() if name != "active"})
    assert Browser().get(f"/inquire/{kept.token}/").status_code == 404
    assert as_member(cast.theo).get("/settings/inquiries/").status_code == 403
