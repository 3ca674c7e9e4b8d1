"""API tokens: shown once, hashed, narrowed to what the person may, revoked at once."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.secrets import hash_token
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.models import ApiToken

pytestmark = pytest.mark.django_db
NEW = {"name": "Website form", "scopes": ["clients.see", "documents.see"], "days": "90"}


def test_the_secret_is_shown_once_and_stored_hashed(cast, as_member):
    page = as_member(cast.theo)
    made = page.post("/settings/tokens/new/", NEW)
    secret = made.context["secret"]
    assert made.status_code == 201 and secret.encode() in made.content and made["Cache-Control"] == "no-store"
    token = ApiToken.objects.get()
    assert token.token_hash == hash_token(secret) and secret not in str(ApiToken.objects.values())
    listed = page.get("/settings/tokens/").content.decode()
    assert secret not in listed and token.hint in listed and "not used yet" in listed
    assert token.scopes == ["clients.see", "documents.see"]
    with clock.moved(clock.now() + dt.timedelta(days=91)):
        assert not token.alive
    assert secret not in str(list(Event.objects.values()))


def test_scopes_are_what_the_person_may(cast, as_member):
    page = as_member(cast.carla)
    offered = dict(page.get("/settings/tokens/new/").context["form"].fields["scopes"].choices)
    assert "payments.book" in offered and "documents.issue" not in offered
    assert "tokens.own" not in offered and "account.own" not in offered
    assert page.post("/settings/tokens/new/", {**NEW, "scopes": ["documents.issue"]}).status_code == 422
    assert page.post("/settings/tokens/new/", {**NEW, "scopes": []}).status_code == 422
    assert not ApiToken.objects.exists()


def test_revoking_ends_it_and_only_ones_own(cast, as_member):
    token, _ = ApiToken.issue(cast.theo, "Theo's", ["clients.see"])
    page = as_member(cast.olivia)
    assert page.post(f"/settings/tokens/{token.pk}/revoke/").status_code == 404
    page.logout()
    page = as_member(cast.theo)
    page.post(f"/settings/tokens/{token.pk}/revoke/")
    page.post(f"/settings/tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert not token.alive
    assert Event.objects.filter(slug="token.revoked").count() == 1


def test_last_use_is_shown(cast, as_member):
    token, _ = ApiToken.issue(cast.theo, "Theo's", ["clients.see"])
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=clock.now() - dt.timedelta(days=3))
    assert b"3 days ago" in as_member(cast.theo).get("/settings/tokens/").content


def test_a_form_sent_twice_makes_one_token(cast, as_member):
    page = as_member(cast.theo)
    assert [page.post("/settings/tokens/new/", NEW).status_code for _ in range(2)] == [201, 422]
    assert ApiToken.objects.count() == 1
