"""A client that is held is locked first and read after: what is read with it is of after the lock."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientkeep.lifecycle.onboarding.models import Kickoff
from clientkeep.relationship.clients.models import Client


def joins(found: CaptureQueriesContext) -> list[bool]:
    return [" JOIN " in query["sql"] for query in found if '"clients_client"' in query["sql"]]


def test_the_lock_is_taken_without_a_join_and_the_join_is_read_after_it(cast):
    cast.acme.give_to(cast.adam, cast.by)
    with CaptureQueriesContext(connection) as found:
        held = Client.objects.held(cast.acme.pk)
    assert joins(found) == [False, True]
    if connection.vendor == "postgresql":
        assert "FOR UPDATE" in found[0]["sql"] and "FOR UPDATE" not in found[1]["sql"]
    with CaptureQueriesContext(connection) as none:
        assert (held.owner.user, held.owner.workspace, held.workspace) == (cast.adam.user, cast.north, cast.north)
    assert len(none) == 0


def test_a_client_of_nobody_is_held_too(cast):
    cast.acme.give_to(None, cast.by)
    assert Client.objects.held(cast.acme.pk).owner is None


def test_what_runs_with_a_client_holds_it_so(cast):
    kickoff = Kickoff.begin(cast.acme, cast.by, title="Kickoff")
    with CaptureQueriesContext(connection) as found:
        kickoff.hold()
    assert joins(found)[:2] == [False, True]
