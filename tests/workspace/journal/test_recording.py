"""Many facts at once stand in the chain as if each had been recorded by itself."""

import pytest
from django.db import transaction

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.clients import events
from clientkeep.workspace.journal import record, record_many
from clientkeep.workspace.journal.chain import first_broken
from clientkeep.workspace.journal.declaration import LISTENERS, Listener
from clientkeep.workspace.journal.models import Dispatch, Event, Head
from clientkeep.workspace.queue import run_due_jobs


def facts(cast, count=5):
    return [(cast.acme.pk, {"client": f"Studio {n}", "source": "a list"}) for n in range(count)]


def test_the_chain_holds_across_one_and_many(cast):
    before = Head.objects.get(workspace=cast.north).seq
    with transaction.atomic():
        record_many(events.ClientImported, facts(cast), workspace_id=cast.north.pk, by=cast.by, about=cast.acme)
        record(events.ClientArchived, workspace_id=cast.north.pk, by=cast.by, client_id=cast.acme.pk, client="Acme")
    assert first_broken(cast.north.pk) is None and Head.objects.get(workspace=cast.north).seq == before + 6
    told = Event.objects.filter(slug="client.imported").order_by("seq")
    assert [event.payload["client"] for event in told] == [f"Studio {n}" for n in range(5)]
    assert {event.about_id for event in told} == {cast.acme.pk}


def test_listeners_hear_each_of_them_once(cast, monkeypatch):
    heard = []
    listener = Listener("a.test.listener", ("client.imported",), lambda event: heard.append(event.payload["client"]))
    monkeypatch.setitem(LISTENERS._things, listener.name, listener)
    with transaction.atomic():
        record_many(events.ClientImported, facts(cast), workspace_id=cast.north.pk)
    run_due_jobs()
    run_due_jobs()
    assert heard == [f"Studio {n}" for n in range(5)]
    assert Dispatch.objects.filter(listener=listener.name, state="done").count() == 5


def test_a_listener_is_told_only_of_what_concerns_it(cast, monkeypatch):
    heard = []
    listener = Listener(
        "a.test.listener", ("client.imported",), lambda event: heard.append(event.payload["client"]),
        when=lambda payload: payload["client"] in ("Studio 1", "Studio 3"),
    )  # fmt: skip
    monkeypatch.setitem(LISTENERS._things, listener.name, listener)
    with transaction.atomic():
        record_many(events.ClientImported, facts(cast), workspace_id=cast.north.pk)
    run_due_jobs()
    assert heard == ["Studio 1", "Studio 3"]
    assert Dispatch.objects.filter(listener=listener.name).count() == 2


def test_nothing_is_told_of_what_was_taken_back(cast):
    before = Event.objects.count()
    with pytest.raises(Refusal), transaction.atomic():
        record_many(events.ClientImported, facts(cast), workspace_id=cast.north.pk)
        raise Refusal("no")
    assert Event.objects.count() == before and first_broken(cast.north.pk) is None


def test_none_at_all_is_nothing(cast):
    with transaction.atomic():
        assert record_many(events.ClientImported, [], workspace_id=cast.north.pk) == []


@pytest.mark.django_db(transaction=True)
def test_it_belongs_into_a_transaction(cast):
    with pytest.raises(RuntimeError):
        record_many(events.ClientImported, facts(cast), workspace_id=cast.north.pk)
