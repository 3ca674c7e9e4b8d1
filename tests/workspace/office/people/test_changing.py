"""Who may change whose place, and what never happens: a firm without an owner, a taken-over owner (A8, A9)."""

import pytest
from django.db import connection
from django.test import Client

from clientkeep.foundation.errors import Conflict, Forbidden, Invalid
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.models import Member
from clientkeep.workspace.office.people import changing
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def fresh(member):
    return Member.objects.select_related("user", "workspace").get(pk=member.pk)


def test_an_admin_touches_no_owner(cast):
    adam, olivia = cast.acting(cast.adam), fresh(cast.olivia)
    for verb, arguments in [
        (changing.change_role, ["member"]),
        (changing.change_email, ["mine@north.example"]),
        (changing.change_sight, [False]),
        (changing.end_access, []),
        (changing.restore_access, []),
    ]:
        with pytest.raises(Forbidden):
            verb(adam, olivia, *arguments)
    assert fresh(cast.olivia).user.email == "olivia@north.example"
    assert not Letter.objects.exists()


def test_an_admin_makes_no_owner_of_anybody(cast):
    for member in (cast.adam, cast.theo):
        with pytest.raises(Forbidden):
            changing.change_role(cast.acting(cast.adam), fresh(member), "owner")


def test_members_and_accountants_change_nobody(cast):
    for actor in (cast.theo, cast.carla):
        with pytest.raises(Forbidden):
            changing.change_role(cast.acting(actor), fresh(cast.mia), "admin")


def test_the_last_owner_stays(cast):
    olivia = cast.acting(cast.olivia)
    with pytest.raises(Conflict, match="only owner"):
        changing.change_role(olivia, fresh(cast.olivia), "member")
    changing.change_role(olivia, fresh(cast.adam), "owner")
    with pytest.raises(Forbidden, match="own access"):
        changing.end_access(olivia, fresh(cast.olivia))
    changing.change_role(olivia, fresh(cast.olivia), "member")
    assert fresh(cast.olivia).role == "member"
    adam = cast.acting(fresh(cast.adam))
    with pytest.raises(Conflict):
        changing.change_role(adam, fresh(cast.adam), "admin")


def test_an_owner_without_access_is_none(cast):
    olivia = cast.acting(cast.olivia)
    changing.change_role(olivia, fresh(cast.adam), "owner")
    changing.end_access(olivia, fresh(cast.adam))
    with pytest.raises(Conflict):
        changing.change_role(olivia, fresh(cast.olivia), "admin")


def test_the_old_address_is_told_of_a_new_one(cast):
    changing.change_email(cast.acting(cast.olivia), fresh(cast.theo), " Theo@New.example ")
    assert fresh(cast.theo).user.email == "theo@new.example"
    letter = Letter.objects.get()
    assert letter.to_email == "theo@north.example" and "theo@new.example" in letter.text
    assert Event.objects.filter(slug="person.email_changed", about_id=cast.theo.pk).exists()


def test_a_taken_address_is_refused(cast):
    with pytest.raises(Invalid) as refusal:
        changing.change_email(cast.acting(cast.olivia), fresh(cast.theo), "sid@south.example")
    assert refusal.value.field == "email"


def test_an_account_of_two_firms_is_taken_over_from_neither(cast):
    Member.objects.create(workspace=cast.north, user=cast.sid.user, role="member")
    guest = Member.objects.select_related("user", "workspace").get(workspace=cast.north, user=cast.sid.user)
    with pytest.raises(Forbidden, match="Only Sid South"):
        changing.change_email(cast.acting(cast.olivia), guest, "mine@north.example")


def test_each_change_is_in_the_journal_once(cast):
    olivia = cast.acting(cast.olivia)
    changing.change_role(olivia, fresh(cast.theo), "admin")
    changing.change_role(olivia, fresh(cast.theo), "admin")
    event = Event.objects.get(slug="person.role_changed")
    assert event.sentence == "Olivia North made Theo Hart admin, before member"


def test_ended_access_refuses_the_next_request_and_ends_the_session(cast):
    browser = Client()
    browser.post("/sign-in/", {"login": "theo@north.example", "password": PASSWORD})
    assert browser.get("/settings/").status_code == 200
    changing.end_access(cast.acting(cast.olivia), fresh(cast.theo))
    assert browser.get("/settings/").url.startswith("/sign-in/")
    changing.restore_access(cast.acting(cast.olivia), fresh(cast.theo))
    assert browser.get("/settings/").status_code == 302, "an ended session does not come back to life"


def test_a_lowered_role_holds_at_the_next_request(cast):
    browser = Client()
    browser.post("/sign-in/", {"login": "adam@north.example", "password": PASSWORD})
    assert browser.get("/settings/people/").status_code == 200
    changing.change_role(cast.acting(cast.olivia), fresh(cast.adam), "member")
    assert browser.get("/settings/people/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_leave_one(cast):
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    changing.change_role(cast.acting(cast.olivia), fresh(cast.adam), "owner")
    olivia, adam = cast.acting(fresh(cast.olivia)), cast.acting(fresh(cast.adam))
    start = Barrier(2)

    def step_down(acting):
        start.wait()
        try:
            changing.change_role(acting, fresh(acting.member), "member")
            return True
        except Conflict:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(step_down, [olivia, adam]))
    assert sorted(done) == [False, True]
    assert Member.objects.filter(workspace=cast.north, role="owner").count() == 1
