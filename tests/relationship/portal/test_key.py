"""Keys: one kind, one client, hashed, ending by themselves, spent once."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.relationship.portal.key import LIFE, PortalKey
from clientkeep.relationship.portal.links import new_link


def secret_of(path: str) -> str:
    return path.strip("/").split("/")[-1]


def test_a_secret_has_256_bits_and_only_its_hash_is_stored(cast):
    key, secret = PortalKey.make(cast.acme, "portal", cast.jo)
    assert len(secret) >= 43
    assert secret not in str(vars(PortalKey.objects.get(pk=key.pk)))


@pytest.mark.parametrize("purpose", ["document", "portal", "sign_in"])
def test_a_key_of_one_kind_opens_nothing_else(cast, client, purpose):
    """T1: each token against each way in."""
    _, secret = PortalKey.make(cast.acme, purpose, cast.jo, cast.invoice())
    opened = {"link": client.get(f"/p/{secret}/").status_code, "button": client.get(f"/p/in/{secret}/").status_code}
    wanted = {"link": 404, "button": 200} if purpose == "sign_in" else {"link": 302, "button": 404}
    assert opened == wanted


def test_a_one_time_link_is_spent_by_post_and_once(cast, client):
    _, secret = PortalKey.make(cast.acme, "sign_in", cast.jo)
    for _ in range(3):
        assert client.get(f"/p/in/{secret}/").status_code == 200
    assert client.post(f"/p/in/{secret}/").status_code == 302
    assert client.get("/p/").status_code == 200
    assert client.post(f"/p/in/{secret}/").status_code == 404


def test_a_new_link_leaves_older_ones_valid(cast, client):
    first = new_link(cast.acme, cast.jo)
    new_link(cast.acme, cast.jo)
    assert client.get(first).status_code == 302


@pytest.mark.parametrize("end", ["revoked", "expired", "removed"])
def test_an_ended_key_closes_open_pages_at_once(cast, open_portal, end):
    """T9: on GET and on an open tab's POST."""
    quote = cast.document("quote")
    page = open_portal(cast.jo, quote)
    key = PortalKey.objects.get(contact=cast.jo)
    if end == "revoked":
        key.revoke()
    elif end == "expired":
        PortalKey.objects.filter(pk=key.pk).update(expires_at=clock.now() - dt.timedelta(seconds=1))
    else:
        cast.jo.remove(cast.by)
    assert page.get("/p/").status_code == 404
    assert page.post(f"/p/documents/{quote.pk}/acceptance/", {"name": "Jo"}).status_code == 404
    quote.refresh_from_db()
    assert quote.state == "issued"


def test_a_code_ends_after_five_wrong_tries(cast):
    key, code = PortalKey.make_code(cast.jo)
    wrong = "000000" if code != "000000" else "111111"
    assert [key.try_code(wrong) for _ in range(5)] == [None] * 5
    assert key.try_code(code) is None


def test_a_code_opens_once(cast):
    key, code = PortalKey.make_code(cast.jo)
    assert key.try_code(code).contact == cast.jo
    assert key.try_code(code) is None


def test_lives_are_written_down():
    assert LIFE["code"] == dt.timedelta(minutes=15)
    assert LIFE["sign_in"] == dt.timedelta(minutes=30)
