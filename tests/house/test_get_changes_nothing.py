"""A robot follows every address with GET and HEAD, as everybody: the database is the same before and after.

Mail scanners and previews open every link there is (reliability.md 19, N4, T3).
"""

import pytest

from tests.house.database import hashes, writes
from tests.house.stage import ROLES
from tests.house.urls import operations, routes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_looking_changes_nothing(stage, role):
    """An address that only acts answers 405 to a look; else it shows a page, leads on, or says why not."""
    before, changed, odd = hashes(), {}, []
    for route in routes():
        for method in ("get", "head"):
            written = writes()
            answer = getattr(stage.browsers[role], method)(route.path(stage.own.fill(route)))
            b"".join(answer.streaming_content) if answer.streaming else None
            if answer.status_code not in (200, 302, 403, 404, 405):
                odd.append((method.upper(), route.name, answer.status_code))
            if writes() != written and (now := hashes()) != before:
                changed[method.upper(), route.name] = sorted(name for name in now if now[name] != before[name])
                before = now
    assert hashes() == before
    assert not changed, f"Looking as {role} changed these tables: {changed}. What acts must be a POST."
    assert not odd


def test_the_hash_sees_a_change(stage):
    """The control: one changed word of one note changes the hash of its table, and of no other."""
    before = hashes()
    type(stage.cast.acme).objects.filter(pk=stage.cast.acme.pk).update(background="x")
    now = hashes()
    assert [name for name in now if now[name] != before[name]] == ["clients_client"]


def test_the_api_reads_by_get_alone():
    """Every operation that needs more than seeing is a POST, PUT, PATCH or DELETE."""
    # What is one's own, and what only those see who choose what becomes of it.
    seeing = {None, "clients.assign", "account.own", "mailboxes.own", "inbox.tray"}
    wrong = [
        str(each) for each in operations()
        if each.method == "GET" and each.act not in seeing and not each.act.endswith(".see")
    ]  # fmt: skip
    assert not wrong
