"""Testimonials and referrals: asked once, given with consent, published with it, taken off with it."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.retention.asks import asking
from clientkeep.lifecycle.retention.asks.model import STATES, Ask, Referral
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

CANARY = "canary-51ee"


def asked(cast, contact, kind="testimonial"):
    words = asking.draft(contact, kind, cast.by)
    return asking.ask(contact, kind, cast.by, "praise", words.subject, words.text)


def page_of(ask):
    return f"/p/asks/{ask.pk}/"


MOVES = {
    "asked": None,
    "given": lambda ask, by: ask._move("given", asking.events.AskGiven, by),
    "consented": lambda ask, by: ask.give_words(by, "Good work", True, []),
    "published": lambda ask, by: ask.publish(by),
    "declined": lambda ask, by: ask.decline(by),
    "withdrawn": lambda ask, by: ask.withdraw(by),
}


@pytest.mark.parametrize("old", STATES.all)
@pytest.mark.parametrize("new", [state for state in STATES.all if MOVES[state]])
def test_each_move_is_in_the_table_or_refused(cast, old, new):
    ask = asked(cast, cast.jo)
    Ask.objects.filter(pk=ask.pk).update(state=old)
    ask.refresh_from_db()
    if STATES.allows(old, new):
        MOVES[new](ask, cast.by)
        assert ask.state == new
    else:
        with pytest.raises(Conflict):
            MOVES[new](ask, cast.by)
        assert Ask.objects.get(pk=ask.pk).state == old


def test_each_contact_is_asked_for_each_kind_once_ever(cast):
    asked(cast, cast.jo)
    asked(cast, cast.jo, "referral").decline(cast.by)
    for kind in ("testimonial", "referral"):
        with pytest.raises(Conflict, match="asked once"):
            asked(cast, cast.jo, kind)
    asked(cast, cast.sam)
    assert Letter.objects.filter(purpose="ask").count() == Ask.objects.count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.create(workspace=cast.north, client=cast.acme, contact=cast.jo, kind="referral", win="praise", approved_by="x")


def test_nothing_is_asked_during_a_case_or_of_a_stranger(cast):
    case = Case.begin(cast.acme, "the delay", cast.by)
    with pytest.raises(Conflict, match="open case"):
        asked(cast, cast.jo)
    case.resolve(cast.by, "Mended")
    asked(cast, cast.jo)
    cast.ben.remove(cast.by)
    with pytest.raises(Conflict, match="not on record"):
        asked(cast, cast.ben)


@pytest.mark.parametrize(("kind", "win", "text", "field"), [
    ("praise", "score", "{link}", "kind"), ("testimonial", "luck", "{link}", "win"), ("testimonial", "score", "no way in", "text"),
])  # fmt: skip
def test_what_makes_no_ask_is_refused(cast, kind, win, text, field):
    with pytest.raises(Invalid) as refusal:
        asking.ask(cast.jo, kind, cast.by, win, "Subject", text)
    assert refusal.value.field == field and not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_askers_at_once_ask_once(cast):
    together, refused = threading.Barrier(8), []

    def run():
        try:
            together.wait(timeout=30)
            asked(cast, cast.jo)
        except Conflict:
            refused.append(1)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Ask.objects.count(), Letter.objects.count(), len(refused)) == (1, 1, 7)


def test_words_with_consent_are_published_and_taken_off_at_once(cast, by_link, as_member):
    ask = asked(cast, cast.jo)
    browser = by_link(ask, "ask")
    assert b"May North Studio publish it?" in browser.get(page_of(ask)).content
    body = {"text": CANARY, "publish": "yes", "scopes": ["name"]}
    for _ in range(3):
        assert browser.post(page_of(ask), body).status_code == 302
    ask.refresh_from_db()
    assert (ask.state, ask.scopes, ask.signed) == ("consented", ["name"], "Jo March")
    assert Event.objects.filter(slug="ask.consented").count() == 1
    assert CANARY not in str(list(Event.objects.values_list("payload", flat=True)))
    staff = as_member(cast.theo)
    assert staff.post(f"/asks/{ask.pk}/publish/").status_code == 302
    assert Ask.objects.published(cast.north).count() == 1 and not Ask.objects.published(cast.south).exists()
    assert browser.post(page_of(ask) + "withdrawal/").status_code == 302
    assert not Ask.objects.published(cast.north).exists()
    assert b"shown nowhere" in browser.get(page_of(ask)).content
    staff.post(f"/asks/{ask.pk}/publish/")
    assert not Ask.objects.published(cast.north).exists()


def test_words_without_consent_are_never_published_and_may_be_agreed_to_later(cast, by_link, as_member):
    ask = asked(cast, cast.jo)
    browser = by_link(ask, "ask")
    browser.post(page_of(ask), {"text": "Good work", "scopes": ["name", "company"]})
    ask.refresh_from_db()
    assert (ask.state, ask.scopes) == ("given", [])
    as_member(cast.theo).post(f"/asks/{ask.pk}/publish/")
    ask.refresh_from_db()
    assert ask.state == "given"
    browser.post(page_of(ask), {"text": "Good work", "publish": "yes"})
    ask.refresh_from_db()
    assert (ask.state, ask.signed) == ("consented", "A client")


@pytest.mark.parametrize("body", [{"text": ""}, {"text": "x" * 5_001}, {"text": "Good", "scopes": ["picture"]}])
def test_a_testimonial_that_cannot_be_is_refused(cast, by_link, body):
    ask = asked(cast, cast.jo)
    assert by_link(ask, "ask").post(page_of(ask), body).status_code == 422
    ask.refresh_from_db()
    assert ask.state == "asked"


def test_a_referral_becomes_one_lead_that_knows_who_brought_it(cast, by_link, as_member):
    ask = asked(cast, cast.jo, "referral")
    browser = by_link(ask, "ask")
    body = {"name": "Harbor Dental", "person": "Ida Moss", "email": "ida@harbor.example", "note": "A site", "agrees": "yes"}
    assert browser.post(page_of(ask), {**body, "agrees": ""}).status_code == 422
    assert not Client.objects.filter(name="Harbor Dental").exists()
    for _ in range(3):
        assert browser.post(page_of(ask), body).status_code == 302
    lead = Client.objects.get(name="Harbor Dental")
    assert (lead.source, lead.stage, lead.referred_by.referrer) == ("referral", "lead", cast.acme)
    assert [person.email for person in lead.people] == ["ida@harbor.example"]
    staff = as_member(cast.olivia)
    assert b"Brought by" in staff.get(f"/clients/{lead.pk}/feedback/").content
    assert b"Harbor Dental" in staff.get(f"/clients/{cast.acme.pk}/feedback/").content
    assert b"Who brought whom" in staff.get("/keeping/").content


def test_no_is_an_answer_and_the_last_one(cast, by_link):
    ask = asked(cast, cast.jo, "referral")
    browser = by_link(ask, "ask")
    browser.post(page_of(ask), {"act": "decline"})
    body = {"name": "", "person": "Ida Moss", "email": "ida@harbor.example", "agrees": "yes"}
    assert browser.post(page_of(ask), body).status_code == 409
    assert not Referral.objects.exists()


def test_only_its_own_contact_opens_it_and_a_look_changes_nothing(cast, by_link):
    ask = asked(cast, cast.jo)
    stranger = by_link(asked(cast, cast.ben), "ask")
    before = Ask.objects.values().get(pk=ask.pk)
    for answer in (stranger.get(page_of(ask)), stranger.post(page_of(ask), {"text": "x"}), stranger.post(page_of(ask) + "withdrawal/")):
        assert answer.status_code == 404
    own = by_link(ask, "ask")
    for path in (page_of(ask), page_of(ask) + "?act=decline", page_of(ask) + "withdrawal/"):
        own.get(path)
        own.head(path)
    assert Ask.objects.values().get(pk=ask.pk) == before


def test_the_letter_is_approved_by_a_person_on_a_page(cast, as_member):
    browser = as_member(cast.theo)
    url = f"/clients/{cast.acme.pk}/asks/referral/"
    page = browser.get(url).content.decode()
    assert "Hello Jo," in page and not Letter.objects.exists()
    body = {"contact": str(cast.jo.pk), "win": "paid", "win_note": "", "subject": "Who else?", "text": "Hello Jo, {link}"}
    assert browser.post(url, body).status_code == 302
    assert browser.post(url, body).status_code == 422
    assert Letter.objects.get().by_person
    assert as_member(cast.carla).post(url, body).status_code == 403
