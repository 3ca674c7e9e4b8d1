"""Invitations: a link with 256 bits, stored hashed, seven days, shown by GET, taken once by POST."""

import datetime as dt

import pytest
from django.test import Client

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Forbidden
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.members.models import Invitation, Member, User
from clientkeep.workspace.office.people import inviting
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
NEW = {"name": "Nora Lind", "password": "plenty of words here"}


@pytest.fixture
def offer(cast):
    return inviting.invite(cast.acting(cast.olivia), "nora@north.example", "Nora Lind", "member", all_clients=False)


def path_of(offer):
    return make_link(Letter.objects.get(purpose="invitation")).partition(":8000")[2]


def test_the_letter_holds_no_open_token(offer):
    letter = Letter.objects.get()
    token = path_of(offer).split("/")[2]
    assert len(token) == 43
    stored = f"{letter.text}{letter.html}{letter.link}{Invitation.objects.values()}"
    assert token not in stored


def test_opening_changes_nothing_and_taking_it_makes_a_member(offer):
    path = path_of(offer)
    for _ in range(3):
        assert b"Your place at North Studio" in Client().get(path).content
    assert not User.objects.filter(email="nora@north.example").exists()
    browser = Client()
    assert browser.post(path, NEW).url == "/"
    member = Member.objects.get(user__email="nora@north.example")
    assert (member.role, member.all_clients, str(member)) == ("member", False, "Nora Lind")
    assert browser.get("/settings/").status_code == 200
    assert Client().post("/sign-in/", {"login": "nora@north.example", "password": NEW["password"]}).url == "/"
    assert Event.objects.filter(slug="person.joined").count() == 1


def test_it_works_once(offer):
    path = path_of(offer)
    Client().post(path, NEW)
    assert Client().get(path).status_code == 404
    assert Client().post(path, NEW).status_code == 404
    with pytest.raises(Conflict):
        inviting.accept(offer, user=None, **NEW)


def test_it_ends_after_seven_days_on_get_and_on_post(offer):
    path = path_of(offer)
    with clock.moved(clock.now() + dt.timedelta(days=7, seconds=1)):
        assert Client().get(path).status_code == 404
        assert Client().post(path, NEW).status_code == 404
    assert not User.objects.filter(email="nora@north.example").exists()


def test_withdrawn_or_offered_anew_the_first_link_is_dead(cast, offer):
    path = path_of(offer)
    inviting.invite(cast.acting(cast.olivia), "Nora@North.example", "Nora Lind", "admin")
    assert Client().get(path).status_code == 404
    latest = Invitation.living().get()
    page = Client()
    page.force_login(cast.olivia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert page.post(f"/settings/people/invitations/{latest.pk}/withdraw/").status_code == 302
    assert not Invitation.living().exists()


def test_a_weak_password_is_refused_at_its_field(offer):
    answer = Client().post(path_of(offer), {"name": "Nora", "password": "short"})
    assert answer.status_code == 422
    assert "password" in answer.context["form"].errors
    assert b'value="Nora"' in answer.content


def test_a_person_with_an_account_signs_in_and_then_takes_the_place(cast):
    inviting.invite(cast.acting(cast.olivia), "sid@south.example", "Sid", "accountant")
    path = path_of(None)
    stranger = Client()
    assert b"has an account already" in stranger.get(path).content
    assert stranger.post(path, NEW).status_code == 200
    assert not Member.objects.filter(workspace=cast.north, user=cast.sid.user).exists()
    assert stranger.post("/sign-in/", {"login": "sid@south.example", "password": PASSWORD, "next": path}).url == path
    assert stranger.post(path).url == "/"
    assert Member.objects.get(workspace=cast.north, user=cast.sid.user).role == "accountant"


def test_somebody_else_who_is_signed_in_cannot_take_it(cast, offer, as_member):
    page = as_member(cast.theo)
    path = path_of(offer)
    page.post(path)
    assert Invitation.living().filter(pk=offer.pk).exists()
    assert Member.objects.get(user=cast.theo.user).role == "member"


def test_a_form_sent_twice_invites_once(cast, as_member):
    page = as_member(cast.olivia)
    for _ in range(2):
        page.post("/settings/people/invite/", {"email": "nora@north.example", "role": "member", "all_clients": "on"})
    assert Invitation.objects.count() == 1 and Letter.objects.count() == 1


def test_an_admin_invites_no_owner_and_a_member_nobody(cast):
    with pytest.raises(Forbidden):
        inviting.invite(cast.acting(cast.adam), "x@north.example", "", "owner")
    with pytest.raises(Forbidden):
        inviting.invite(cast.acting(cast.theo), "x@north.example", "", "member")


def test_who_has_a_place_is_not_invited_again(cast, as_member):
    answer = as_member(cast.olivia).post(
        "/settings/people/invite/", {"email": "theo@north.example", "role": "admin", "all_clients": "on"}
    )
    assert answer.status_code == 422 and "email" in answer.context["form"].errors


def test_without_mail_the_link_is_given_by_hand_and_shown_to_its_maker_only(cast, as_member):
    page = as_member(cast.olivia)
    page.post("/settings/people/invite/", {"email": "nora@north.example", "role": "member", "all_clients": "on"})
    shown = page.get("/settings/people/")
    url = shown.context["handed_over"]["url"]
    assert url.encode() in shown.content
    assert Client().get(url.partition(":8000")[2]).status_code == 200
    page.post("/settings/people/link/forget/")
    assert url.encode() not in page.get("/settings/people/").content


def test_with_mail_nothing_is_handed_over(cast, as_member):
    MailServer.objects.create(workspace=cast.north, host="smtp.north.example", from_email="hello@north.example")
    cast.north.public_url = "https://clients.north.example"
    cast.north.save()
    page = as_member(cast.olivia)
    page.post("/settings/people/invite/", {"email": "nora@north.example", "role": "member", "all_clients": "on"})
    assert page.get("/settings/people/").context["handed_over"] is None
    assert Letter.objects.get().state == "ready"
    assert make_link(Letter.objects.get()).startswith("https://clients.north.example/invitation/")


def test_a_guessed_token_is_404(cast, client):
    assert client.get("/invitation/" + "A" * 43 + "/").status_code == 404


def test_another_firms_people_and_invitations_are_404(cast, offer, as_member):
    page = as_member(cast.sid)
    assert page.get(f"/settings/people/{cast.theo.pk}/").status_code == 404
    for path in (f"{cast.theo.pk}/address/", f"{cast.theo.pk}/access/", f"invitations/{offer.pk}/withdraw/"):
        assert page.post(f"/settings/people/{path}", {"email": "x@y.example"}).status_code == 404
    assert b"Theo" not in page.get("/settings/people/").content
