"""One's own account: e-mail, sessions, second factor."""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from clientkeep.foundation import clock
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.models import User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
ACCOUNT = "/settings/account/"


def sign_in(email="theo@north.example", password=PASSWORD):
    browser = Client()
    browser.answer = browser.post("/sign-in/", {"login": email, "password": password})
    return browser


def confirmed(browser):
    browser.post("/confirm/", {"password": PASSWORD})
    return browser


def totp(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up_app(browser):
    """Set the authenticator app up as its page says; returns the key and the recovery codes."""
    page = browser.get(ACCOUNT + "second-factor/app/")
    secret = page.context["form"].secret
    done = browser.post(ACCOUNT + "second-factor/app/", {"code": totp(secret)})
    assert done.status_code == 302, done.context["form"].errors
    shown = browser.get(ACCOUNT + "recovery-codes/")
    return secret, shown.context["unused_codes"]


def test_changing_a_way_in_asks_who_one_is(cast):
    browser = sign_in()
    for path in ("second-factor/app/", "passkeys/new/", "email/"):
        assert browser.get(ACCOUNT + path).url.startswith("/confirm/"), path
    assert browser.post("/confirm/", {"password": "wrong"}).status_code == 422
    confirmed(browser)
    for path in ("second-factor/app/", "passkeys/new/", "email/"):
        assert browser.get(ACCOUNT + path).status_code == 200, path


def test_confirming_is_limited_as_signing_in_is(cast):
    browser = sign_in()
    for _ in range(10):
        assert browser.post("/confirm/", {"password": "wrong"}).status_code == 422
    assert browser.post("/confirm/", {"password": PASSWORD}).status_code == 429


def test_the_app_is_shown_as_a_picture_and_as_text(cast):
    page = confirmed(sign_in()).get(ACCOUNT + "second-factor/app/")
    shown = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in shown
    assert page.context["form"].secret in shown


def test_with_the_app_a_password_alone_is_not_enough(cast):
    secret, _ = set_up_app(confirmed(sign_in()))
    browser = sign_in()
    assert browser.answer.url == "/sign-in/second-factor/"
    assert browser.get("/settings/").url.startswith("/sign-in/")
    assert browser.post("/sign-in/second-factor/", {"code": "000000"}).status_code == 422
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    cache.clear()  # the code that set the app up counts as used
    assert browser.post("/sign-in/second-factor/", {"code": totp(secret)}).url == "/"
    assert browser.get("/settings/").status_code == 200
    assert sign_in().post("/sign-in/second-factor/", {"code": totp(secret)}).status_code == 422, "a code works once"


def test_a_recovery_code_signs_in_once(cast):
    _, codes = set_up_app(confirmed(sign_in()))
    assert len(codes) == 10
    browser = sign_in()
    assert browser.post("/sign-in/second-factor/", {"code": codes[0]}).url == "/"
    assert browser.get("/settings/").status_code == 200
    again = sign_in()
    assert again.post("/sign-in/second-factor/", {"code": codes[0]}).status_code == 422


def test_five_wrong_codes_and_a_wait_even_across_sessions(cast):
    set_up_app(confirmed(sign_in()))
    for _ in range(5):
        assert sign_in().post("/sign-in/second-factor/", {"code": "000000"}).status_code == 422
    assert sign_in().post("/sign-in/second-factor/", {"code": "000000"}).status_code == 429
    with clock.moved(clock.now() + dt.timedelta(minutes=16)):
        assert sign_in().post("/sign-in/second-factor/", {"code": "000000"}).status_code == 422


def test_seeds_lie_sealed(cast):
    secret, codes = set_up_app(confirmed(sign_in()))
    stored = str(list(Authenticator.objects.values()))
    assert secret not in stored and not any(code in stored for code in codes)


def test_codes_are_shown_once(cast):
    browser = confirmed(sign_in())
    _, codes = set_up_app(browser)
    assert codes[0] not in browser.get(ACCOUNT + "recovery-codes/").content.decode()


def test_a_change_of_the_second_factor_is_told_by_letter_and_journal(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(confirmed(sign_in()))
    assert "An authenticator app was set up" in Letter.objects.get(subject__contains="authenticator").text
    said = [event.sentence for event in Event.objects.filter(slug="person.sign_in_changed")]
    assert "Theo Hart: An authenticator app was set up" in said


def test_an_address_changes_by_a_code_to_the_new_one(cast):
    browser = confirmed(sign_in())
    assert browser.post(ACCOUNT + "email/", {"email": "theo@new.example"}).url == ACCOUNT + "email/confirm/"
    assert User.objects.filter(email="theo@north.example").exists()
    letter = Letter.objects.get(to_email="theo@new.example")
    code = make_link(letter)
    assert code not in f"{letter.text}{letter.html}{letter.link}"
    assert browser.post(ACCOUNT + "email/confirm/", {"code": "ZZZZZZ"}).status_code == 422
    assert browser.post(ACCOUNT + "email/confirm/", {"code": code.lower()}).status_code == 302
    assert not User.objects.filter(email="theo@north.example").exists()
    assert Letter.objects.filter(to_email="theo@north.example", text__contains="theo@new.example").exists()


def test_the_code_for_an_address_dies_after_five_tries_and_fifteen_minutes(cast):
    browser = confirmed(sign_in())
    browser.post(ACCOUNT + "email/", {"email": "theo@new.example"})
    with clock.moved(clock.now() + dt.timedelta(minutes=16)):
        assert browser.get(ACCOUNT + "email/confirm/").url == ACCOUNT + "email/"
    code = make_link(Letter.objects.get(to_email="theo@new.example"))
    for _ in range(5):
        assert browser.post(ACCOUNT + "email/confirm/", {"code": "ZZZZZZ"}).status_code == 422
    browser.post(ACCOUNT + "email/confirm/", {"code": code})
    assert User.objects.filter(email="theo@north.example").exists()


def test_a_taken_address_is_refused(cast):
    answer = confirmed(sign_in()).post(ACCOUNT + "email/", {"email": "sid@south.example"})
    assert "email" in answer.context["form"].errors


def test_sessions_are_listed_and_ended(cast):
    mine, other = sign_in(), sign_in()
    mine.get("/settings/"), other.get("/settings/")
    page = mine.get(ACCOUNT + "sessions/")
    assert len(page.context["sessions"]) == 2 and b"This browser" in page.content
    target = UserSession.objects.exclude(session_key=mine.session.session_key).get()
    mine.post(f"{ACCOUNT}sessions/{target.pk}/end/")
    assert other.get("/settings/").status_code == 302
    assert mine.get("/settings/").status_code == 200


def test_all_other_sessions_end_at_once(cast):
    mine, others = sign_in(), [sign_in() for _ in range(3)]
    for browser in [mine, *others]:
        browser.get("/settings/")
    mine.post(ACCOUNT + "sessions/end-others/")
    assert [browser.get("/settings/").status_code for browser in others] == [302] * 3
    assert mine.get("/settings/").status_code == 200


def test_nobody_ends_anothers_session(cast):
    mine, sids = sign_in(), sign_in("sid@south.example")
    sids.get("/settings/")
    target = UserSession.objects.get(user=cast.sid.user)
    assert mine.post(f"{ACCOUNT}sessions/{target.pk}/end/").status_code == 404
    assert sids.get("/settings/").status_code == 200


def test_nobody_touches_anothers_passkey(cast):
    key = Authenticator.objects.create(user=cast.sid.user, type="webauthn", data={"name": "Key", "credential": {}})
    browser = confirmed(sign_in())
    for verb in ("name", "remove"):
        assert browser.post(f"{ACCOUNT}passkeys/{key.pk}/{verb}/", {"name": "x"}).status_code == 404


def test_no_inline_script_or_style(cast):
    browser = confirmed(sign_in())
    for path in ("", "second-factor/app/", "passkeys/new/", "password/", "email/"):
        shown = browser.get(ACCOUNT + path).content.decode()
        assert not re.search(r"<script(?![^>]*(src=|application/json))", shown), path
        assert " style=" not in shown and "<style" not in shown, path
