"""Case studies: shown only with the client's consent, to the very words that were agreed to."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.sales.models import CaseStudy
from clientkeep.lifecycle.sales.showcase import letters, rules
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter

WORDS = {"title": "A calmer way to book", "shown_as": "Acme Studio", "work": "We drew <b>signs</b>.", "result": "Less noise.", "outcomes": "+40 % | bookings"}


@pytest.fixture
def study(cast):
    return CaseStudy.write(cast.north, cast.by, cast.acme, **WORDS)


@pytest.fixture
def asked(cast, study):
    words = letters.draft(study, cast.jo)
    study.ask(cast.by, cast.jo, words.subject, words.text)
    return study


def way_of(letter: Letter) -> str:
    return "/case-studies/consent/" + make_link(letter).partition("/case-studies/consent/")[2]


def answer(path, said, digest=None):
    """The contact reads the page and presses a button; a program that keeps no cookies and checks forms as the real one does."""
    browser = Browser(enforce_csrf_checks=True)
    shown = browser.get(path).content.decode()
    found = re.search(r'name="digest" value="(\w+)"', shown)
    return browser.post(path, {"answer": said, "digest": digest or found[1]})


def test_it_is_asked_for_agreed_to_and_shown(cast, asked):
    letter = Letter.objects.get(purpose="case_study")
    assert letter.to_email == "jo@acme.example"
    path = way_of(letter)
    with pytest.raises(Conflict):
        asked.publish(cast.by)
    assert Browser().get(path).status_code == 200
    asked.refresh_from_db()
    assert asked.consent == "asked"  # reading changes nothing
    assert answer(path, "yes").status_code == 302
    asked.refresh_from_db()
    assert (asked.consent, asked.consented_by) == ("given", "Jo March")
    public = f"/case-studies/{asked.token}/"
    assert Browser().get(public).status_code == 404
    asked.publish(cast.by)
    page = Browser().get(public)
    assert "We drew &lt;b&gt;signs&lt;/b&gt;." in page.content.decode()
    assert "+40 %" in page.content.decode()
    assert not page.cookies
    told = list(Event.objects.filter(client_id=cast.acme.pk, slug__startswith="case_study.").order_by("seq").values_list("slug", flat=True))
    assert told == ["case_study.written", "case_study.asked", "case_study.consented", "case_study.published"]


def test_taking_it_back_ends_it_at_once(cast, asked):
    path = way_of(Letter.objects.get(purpose="case_study"))
    answer(path, "yes")
    asked.refresh_from_db()
    asked.publish(cast.by)
    answer(path, "no")
    asked.refresh_from_db()
    assert (asked.consent, asked.published_at) == ("withdrawn", None)
    assert Browser().get(f"/case-studies/{asked.token}/").status_code == 404
    answer(path, "yes")  # they change their mind; the firm publishes it anew
    asked.refresh_from_db()
    assert (asked.consent, asked.published_at) == ("given", None)


def test_consent_is_to_the_words_that_were_read(cast, asked):
    path = way_of(Letter.objects.get(purpose="case_study"))
    old = asked.digest
    asked.rewrite(cast.by, **{**WORDS, "result": "Twice the profit."})
    assert answer(path, "yes", digest=old).status_code == 409
    asked.refresh_from_db()
    assert asked.consent == "none"
    asked.ask(cast.by, cast.jo, "Once more", "{link}")
    answer(path, "yes")
    asked.publish(cast.by)
    asked.rewrite(cast.by, **{**WORDS, "result": "Thrice the profit."})
    assert (asked.consent, asked.published_at) == ("none", None)
    assert Browser().get(f"/case-studies/{asked.token}/").status_code == 404


def test_saving_the_same_words_keeps_consent(cast, asked):
    answer(way_of(Letter.objects.get(purpose="case_study")), "yes")
    asked.rewrite(cast.by, **WORDS)
    assert asked.consent == "given"


def test_the_same_words_are_asked_for_once(cast, asked):
    for _ in range(3):
        asked.ask(cast.by, cast.jo, "Again", "{link}")
    assert Letter.objects.filter(purpose="case_study").count() == 1
    assert Event.objects.filter(slug="case_study.asked").count() == 1


def test_a_no_is_final_until_it_is_changed(cast, asked):
    answer(way_of(Letter.objects.get(purpose="case_study")), "no")
    asked.refresh_from_db()
    assert asked.consent == "refused"
    with pytest.raises(Conflict):
        asked.ask(cast.by, cast.jo, "Please", "{link}")


def test_a_link_opens_nothing_once_its_person_is_off_the_record(cast, asked):
    path = way_of(Letter.objects.get(purpose="case_study"))
    cast.jo.remove(cast.by)
    assert Browser().get(path).status_code == 404
    assert Browser().get("/case-studies/consent/no-such-secret/").status_code == 404


def test_only_people_of_the_client_are_asked(cast, study):
    for wrong in (cast.ben, cast.zoe):
        with pytest.raises(Invalid) as refused:
            study.ask(cast.by, wrong, "Hello", "{link}")
        assert refused.value.field == "contact"


def test_what_is_about_no_client_needs_no_consent(cast):
    own = CaseStudy.write(cast.north, cast.by, **{**WORDS, "shown_as": "Our own shop"})
    own.publish(cast.by)
    assert Browser().get(f"/case-studies/{own.token}/").status_code == 200
    own.hide(cast.by)
    assert Browser().get(f"/case-studies/{own.token}/").status_code == 404


@pytest.mark.parametrize("lines", ["forty percent", "| bookings", "+40 % |", "\n".join(f"{n} | x" for n in range(5)), "1" * 21 + " | x"])
def test_outcomes_say_what_is_wrong_with_them(cast, lines):
    with pytest.raises(Invalid) as refused:
        CaseStudy.write(cast.north, cast.by, **{**WORDS, "outcomes": lines})
    assert refused.value.field == "outcomes"
    assert rules.outcomes_of(rules.lines_of([["+40 %", "bookings"]])) == [["+40 %", "bookings"]]


def test_the_firm_writes_asks_and_publishes_on_its_pages(cast, as_member):
    page = as_member(cast.olivia)
    made = page.post(reverse("showcase:new"), {**WORDS, "client": str(cast.acme.pk), "situation": ""}, follow=True)
    study = CaseStudy.objects.get()
    assert "Nobody sees it yet" in made.content.decode()
    asked = page.post(reverse("showcase:ask", args=[study.pk]), {"contact": str(cast.jo.pk), "subject": "Hello", "text": "No link"})
    assert asked.status_code == 422 and "Leave {link}" in asked.content.decode()
    assert page.post(reverse("showcase:publication", args=[study.pk])).status_code == 409
    assert page.post(reverse("showcase:ask", args=[study.pk]), {"contact": str(cast.jo.pk), "subject": "Hello", "text": "{link}"}).status_code == 302
    answer(way_of(Letter.objects.get(purpose="case_study")), "yes")
    shown = page.post(reverse("showcase:publication", args=[study.pk]), follow=True).content.decode()
    assert f"/case-studies/{study.token}/" in shown
    assert page.post(reverse("showcase:edit", args=[study.pk]), {**WORDS, "title": ""}).status_code == 422


def test_a_narrowed_member_sees_those_of_their_clients(cast, as_member, study):
    other = CaseStudy.write(cast.north, cast.by, cast.bloom, **WORDS)
    page = as_member(cast.mia)
    assert page.get(reverse("showcase:study", args=[study.pk])).status_code == 200
    assert page.get(reverse("showcase:study", args=[other.pk])).status_code == 404
