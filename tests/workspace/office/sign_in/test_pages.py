"""Signing in: password, mailed code, link of the machine; where one goes then, and who is turned away."""

import datetime as dt

import pytest
from django.test import Client

from clientkeep.foundation import clock
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.members.models import Member, SignInLink
from clientkeep.workspace.office.signin import anybody_can_sign_in, make_link
from tests.cast import PASSWORD

from .test_limiting import code_for

pytestmark = pytest.mark.django_db


def sign_in(client, email="olivia@north.example", password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def test_the_page_says_wrong_in_the_same_words_for_every_reason(cast, client):
    unknown = sign_in(client, email="nobody@north.example")
    wrong = sign_in(client, password="wrong")
    words = b"This e-mail and password do not belong together."
    assert unknown.status_code == wrong.status_code == 422
    assert words in unknown.content and words in wrong.content
    assert b'value="olivia@north.example"' in wrong.content


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example",
     "///evil.example", "/\t/evil.example", "http://testserver/clients/"],
)  # fmt: skip
def test_only_local_paths_are_gone_to_afterwards(cast, target):
    assert sign_in(Client(), next=target).url == "/"
    signed_in = Client()
    sign_in(signed_in)
    assert signed_in.get("/sign-in/", {"next": target}).url == "/"
    assert signed_in.post("/sign-out/", {"next": target}).url == "/"


def test_a_local_path_is_gone_to(cast, client):
    assert sign_in(client, next="/settings/people/").url == "/settings/people/"


def test_the_host_header_is_no_part_of_anything(cast, client):
    assert client.post("/sign-in/code/", {"email": "theo@north.example"}, HTTP_HOST="evil.example").status_code == 400
    assert not Letter.objects.exists()


def test_a_mailed_code_signs_in_once_and_lies_sealed_in_the_outbox(cast, client):
    client.post("/sign-in/code/", {"email": "theo@north.example"})
    letter, code = Letter.objects.get(), code_for("theo@north.example")
    assert len(code.replace("-", "")) >= 6
    stored = f"{letter.subject} {letter.text} {letter.html} {letter.link}"
    assert code not in stored and letter.is_secret
    assert client.post("/sign-in/code/confirm/", {"code": code, "action": "verify"}).status_code == 302
    assert client.get("/settings/account/").status_code == 200
    assert Client().post("/sign-in/code/confirm/", {"code": code}).url.startswith("/sign-in/")


def test_without_a_mail_server_the_letter_is_held_and_the_page_says_so(cast, client):
    page = client.post("/sign-in/code/", {"email": "theo@north.example"}, follow=True)
    assert Letter.objects.get().state == "held"
    assert b"Mail is not set up" in page.content and b"bin/clientkeep signin" in page.content
    MailServer.objects.create(workspace=cast.north, host="smtp.north.example", from_email="hello@north.example")
    MailServer.objects.create(workspace=cast.south, host="smtp.south.example", from_email="hello@south.example")
    assert b"Mail is not set up" not in Client().get("/sign-in/code/").content


def test_after_a_code_a_new_password_needs_no_old_one(cast, client):
    client.post("/sign-in/code/", {"email": "theo@north.example"})
    client.post("/sign-in/code/confirm/", {"code": code_for("theo@north.example"), "action": "verify"})
    assert client.post("/settings/account/password/", {"new": "another long password"}).status_code == 302
    assert sign_in(Client(), "theo@north.example", "another long password").url == "/"


def test_after_a_password_a_new_one_needs_the_old_one(cast, client):
    sign_in(client)
    path = "/settings/account/password/"
    assert client.post(path, {"new": "another long password"}).status_code == 422
    assert client.post(path, {"current": "wrong", "new": "another long password"}).status_code == 422
    assert client.post(path, {"current": PASSWORD, "new": "short"}).status_code == 422
    assert client.post(path, {"current": PASSWORD, "new": "another long password"}).status_code == 302
    assert client.get("/settings/").status_code == 200, "this session goes on"


def test_a_new_password_ends_the_other_sessions(cast, client):
    other = Client()
    sign_in(other), sign_in(client)
    client.post("/settings/account/password/", {"current": PASSWORD, "new": "another long password"})
    assert other.get("/settings/").status_code == 302


def test_a_link_shows_on_get_and_is_spent_by_post(cast):
    path = make_link("theo@north.example").partition(":8000")[2]
    for _ in range(3):
        assert Client().get(path).status_code == 200
    browser = Client()
    assert browser.post(path).url == "/"
    assert browser.get("/settings/").status_code == 200
    assert Client().get(path).status_code == 404 and Client().post(path).status_code == 404
    assert Event.objects.filter(slug="person.signed_in_by_link").count() == 1


def test_a_link_ends_after_half_an_hour_and_by_the_next_one(cast):
    first = make_link(cast.theo.user).partition(":8000")[2]
    second = make_link(cast.theo.user).partition(":8000")[2]
    assert Client().get(first).status_code == 404
    with clock.moved(clock.now() + dt.timedelta(minutes=31)):
        assert Client().get(second).status_code == 404 and Client().post(second).status_code == 404


def test_a_link_is_stored_hashed(cast):
    token = make_link().rstrip("/").rpartition("/")[2]
    assert len(token) == 43
    assert SignInLink.objects.get().user == cast.olivia.user
    assert token not in str(SignInLink.objects.values())


def test_somebody_has_a_credential_once_a_password_is_set(cast):
    assert anybody_can_sign_in()
    for member in Member.objects.all():
        member.user.set_unusable_password()
        member.user.save()
    assert not anybody_can_sign_in()


def test_whose_access_has_ended_is_refused_at_the_next_request(cast, client):
    sign_in(client, "theo@north.example")
    assert client.get("/settings/").status_code == 200
    Member.objects.filter(pk=cast.theo.pk).update(disabled_at=clock.now())
    refused = client.get("/settings/", follow=True)
    assert refused.status_code == 403 and b"No access here" in refused.content
    again = sign_in(Client(), "theo@north.example")
    assert again.status_code == 403 and b"No access here" in again.content


def test_signing_out_takes_a_post(cast, client):
    sign_in(client)
    client.get("/sign-out/")
    assert client.get("/settings/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/settings/").status_code == 302


def test_several_firms_are_not_named_to_strangers(cast, client):
    page = client.get("/sign-in/").content
    assert b"North" not in page and b"South" not in page


def test_opening_pages_writes_no_session_more_than_once_in_five_minutes(cast, client, django_assert_num_queries):
    from allauth.usersessions.models import UserSession

    sign_in(client)
    client.get("/settings/")
    seen = UserSession.objects.get().last_seen_at
    client.get("/settings/")
    assert UserSession.objects.get().last_seen_at == seen
    with clock.moved(clock.now() + dt.timedelta(minutes=6)):
        client.get("/settings/")
    assert UserSession.objects.get().last_seen_at > seen
