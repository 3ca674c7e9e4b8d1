"""Many clients at once: whole or not at all, told to the journal, searchable."""

import pytest
from django.db import IntegrityError

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.clients.arriving import Arrival, Filling, fill_in, take_in
from clientkeep.relationship.clients.models import Client, Contact, ExternalId
from clientkeep.workspace.journal.chain import first_broken
from clientkeep.workspace.journal.models import Event


def arrivals(count: int) -> list[Arrival]:
    people = [{"name": "Ana Ruiz", "email": "ana@x.example"}, {"name": "Bo Lee"}]
    return [Arrival(new_id(), {"name": f"Studio {n}", "tags": ["new"]}, people, ("tool", str(n))) for n in range(count)]


def test_clients_come_with_people_ids_and_one_event_each(cast):
    made = take_in(cast.north, arrivals(30), cast.by, "Old tool", "active")
    first = Client.objects.get(name="Studio 0")
    assert len(made) == 30 and (first.stage, first.source, first.tags) == ("active", "import", ["new"])
    assert "ana@x.example" in first.words and [each.roles for each in first.contacts.all()] == [["primary"], []]
    assert ExternalId.objects.count() == 30 and first_broken(cast.north.pk) is None
    assert [event.sentence for event in Event.objects.of_client(first.pk)] == ["Studio 0 came in by import from Old tool"]


def test_an_id_that_is_taken_stops_all(cast):
    wanted = arrivals(3)
    wanted[2].id = cast.acme.pk
    with pytest.raises(IntegrityError):
        take_in(cast.north, wanted, cast.by, "Old tool")


def test_a_blank_name_and_an_unknown_stage_are_refused(cast):
    with pytest.raises(Invalid):
        take_in(cast.north, [Arrival(new_id(), {"name": " "})], cast.by, "Old tool")
    with pytest.raises(Invalid):
        take_in(cast.north, arrivals(1), cast.by, "Old tool", "owner")
    assert not Client.objects.filter(name__startswith="Studio").exists() and not Contact.objects.filter(name="Ana Ruiz").exists()


def test_filling_in_says_what_was_there(cast):
    undo = fill_in(cast.acme, Filling({"city": "Boise"}, [{"name": "Ana"}], {cast.jo.pk: {"phone": "1"}}, ("tool", "7")), cast.by, "Old tool")
    cast.acme.refresh_from_db()
    assert undo["fields"] == {"city": ["Salem", "Boise"]} and undo["people"] == {str(cast.jo.pk): {"phone": ["", "1"]}}
    assert undo["external"] == ["tool", "7"] and len(undo["people_added"]) == 1
    assert cast.acme.city == "Boise" and "ana" in cast.acme.words and cast.acme.version > 1
    event = Event.objects.of_client(cast.acme.pk).first()
    assert event.sentence == "An import from Old tool changed city, people"
