"""Guessing is counted in the database: per account, per address, ending by itself (A15 to A17, L4)."""

import datetime as dt

import pytest
from django.test import Client

from clientkeep.foundation import clock
from clientkeep.workspace.mail.models import Letter
from tests.cast import PASSWORD

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def sign_in(email, password, address="203.0.113.9", **headers):
    """Each try comes without cookies."""
    form = {"login": email, "password": password}
    return Client().post("/sign-in/", form, REMOTE_ADDR=address, **headers)


def test_ten_tries_at_one_account_then_a_wait_that_ends(cast):
    with clock.moved(START):
        for each in range(10):
            assert sign_in("olivia@north.example", "wrong", f"203.0.113.{each}").status_code == 422
        refused = sign_in("olivia@north.example", PASSWORD, "203.0.113.99")
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= 900
        assert b"15 minutes" in refused.content
    with clock.moved(START + dt.timedelta(minutes=15)):
        assert sign_in("olivia@north.example", PASSWORD).status_code == 302


def test_the_spelling_of_the_address_is_one_account(cast):
    for each in range(10):
        sign_in(["olivia@north.example", "OLIVIA@north.example"][each % 2], "wrong", f"203.0.113.{each}")
    assert sign_in("Olivia@North.example", PASSWORD, "203.0.113.99").status_code == 429


def test_fifty_tries_from_one_address_whatever_they_try(cast):
    for each in range(50):
        assert sign_in(f"nobody{each}@north.example", "wrong").status_code == 422
    assert sign_in("olivia@north.example", PASSWORD).status_code == 429
    assert sign_in("olivia@north.example", PASSWORD, "198.51.100.4").status_code == 302


def test_a_forged_forwarding_header_is_no_new_address(cast):
    for each in range(50):
        sign_in(f"nobody{each}@north.example", "wrong", HTTP_X_FORWARDED_FOR=f"1.2.3.{each}")
    assert sign_in("olivia@north.example", PASSWORD, HTTP_X_FORWARDED_FOR="9.9.9.9").status_code == 429


def test_a_good_sign_in_frees_its_account_but_not_the_address(cast):
    for _ in range(9):
        sign_in("olivia@north.example", "wrong")
    assert sign_in("olivia@north.example", PASSWORD).status_code == 302
    for _ in range(10):
        assert sign_in("olivia@north.example", "wrong").status_code == 422
    for each in range(30):
        sign_in(f"nobody{each}@north.example", "wrong")
    assert sign_in("theo@north.example", PASSWORD).status_code == 429


def test_a_lockout_never_locks_out_for_good(cast):
    """The link made on the machine works while the password is locked."""
    from clientkeep.workspace.office.signin import make_link

    for each in range(11):
        sign_in("olivia@north.example", "wrong", f"203.0.113.{each}")
    path = make_link("olivia@north.example").partition(":8000")[2]
    assert Client().post(path).status_code == 302


def test_three_letters_an_hour_to_one_address_known_or_not(cast):
    with clock.moved(START):
        for each in range(3):
            for email in ("theo@north.example", "nobody@north.example"):
                answer = Client().post("/sign-in/code/", {"email": email}, REMOTE_ADDR=f"203.0.113.{each}")
                assert answer.status_code == 302, email
        for email in ("theo@north.example", "nobody@north.example"):
            assert Client().post("/sign-in/code/", {"email": email}).status_code == 429
        assert Letter.objects.filter(to_email="theo@north.example").count() == 3
        assert not Letter.objects.filter(to_email="nobody@north.example").exists()
    with clock.moved(START + dt.timedelta(hours=1)):
        assert Client().post("/sign-in/code/", {"email": "theo@north.example"}).status_code == 302


def test_a_code_dies_after_five_wrong_tries(cast, client):
    client.post("/sign-in/code/", {"email": "theo@north.example"})
    code = code_for("theo@north.example")
    for each in range(5):
        answer = client.post("/sign-in/code/confirm/", {"code": "ZZZZZZ", "action": "verify"})
        assert answer.status_code in (422, 302), each
    client.post("/sign-in/code/confirm/", {"code": code, "action": "verify"})
    assert "_auth_user_id" not in client.session


def code_for(email):
    from clientkeep.workspace.mail.links import make_link

    return make_link(Letter.objects.filter(to_email=email).latest("created_at"))
