import pytest

from clientkeep.config.serving import choice
from clientkeep.workspace.members.models import Member, User, Workspace

pytestmark = pytest.mark.django_db


def a_firm(is_demo=True):
    """A firm with an owner, the demo's or not."""
    firm = Workspace.objects.create(name="Only", is_demo=is_demo)
    user = User.objects.create_user("rowan@tidewater.example", None, "Rowan")
    Member.objects.create(workspace=firm, user=user, role="owner")
    return firm


def test_the_button_signs_in_by_post_alone(client, db):
    a_firm()
    assert client.get("/demo/sign-in/").status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post("/demo/sign-in/").status_code == 302
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_button_does_not_exist_in_a_real_firm(client, db, method):
    a_firm(is_demo=False)
    assert getattr(client, method)("/demo/sign-in/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_button_does_not_exist_where_a_real_firm_is_beside_the_demo(client, cast):
    a_firm()
    assert client.post("/demo/sign-in/").status_code == 404


def test_nor_in_an_empty_installation(client, db):
    assert client.post("/demo/sign-in/").status_code == 404


def test_asking_for_an_own_firm_leaves_the_mark_once_asked_by_post(client, db, settings, tmp_path):
    a_firm()
    settings.DATA = tmp_path / "demo"
    client.get("/demo/own-firm/")
    assert not (tmp_path / choice.MARK).exists()
    assert client.post("/demo/own-firm/").status_code == 302
    assert (tmp_path / choice.MARK).exists()
    assert b'http-equiv="refresh"' in client.get("/demo/own-firm/?waiting=1").content


def test_in_a_real_firm_the_way_out_of_the_demo_leads_to_the_start(client, cast, settings, tmp_path):
    settings.DATA = tmp_path / "own"
    assert client.post("/demo/own-firm/").url == "/"
    assert not (tmp_path / choice.MARK).exists()
