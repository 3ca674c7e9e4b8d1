"""Gathered sources: whatever their number, one question; nobody's rows but those the person may see."""

import pytest

from clientkeep.overview.home import gathering
from clientkeep.overview.home.gathering import gathered, gathers
from clientkeep.overview.home.item import SOURCES
from clientkeep.overview.home.reading import MOST, Reading
from clientkeep.relationship.clients.models import Client, Contact


def clients(read):
    return Client.objects.visible_to(read.acting).order_by("name")


def people(read):
    return Contact.objects.filter(client__in=Client.objects.visible_to(read.acting)).order_by("name")


@pytest.fixture
def two_sources(monkeypatch):
    monkeypatch.setattr(gathering, "GATHERED", type(gathering.GATHERED)("gathered source of Today"))
    gathers("test_clients", "clients.see", clients, client="", day="created_at", words="name")(lambda found, read: found)
    gathers("test_people", "clients.edit", people, words="name", more="email")(lambda found, read: found)
    yield
    for slug in ("test_clients", "test_people"):
        SOURCES._things.pop(slug)


def read_as(cast, member) -> Reading:
    return Reading(cast.acting(member), member.workspace.today())


def test_all_sources_cost_one_question(cast, two_sources, django_assert_num_queries):
    read = read_as(cast, cast.olivia)
    with django_assert_num_queries(1):
        found = gathered(read)
        gathered(read)
    assert {row.words for row in found["test_clients"]} == {"Acme Studio", "Bloom & Co"}
    jo = next(row for row in found["test_people"] if row.words == "Jo March")
    assert (jo.pk, jo.client_id, jo.client_name, jo.more) == (cast.jo.pk, cast.acme.pk, "Acme Studio", "jo@acme.example")
    assert all(row.day == cast.acme.created_at.date() for row in found["test_clients"])


def test_each_person_finds_only_what_they_may_see(cast, two_sources):
    assert {row.words for row in gathered(read_as(cast, cast.mia))["test_people"]} == {"Jo March", "Sam Bell"}
    assert set(gathered(read_as(cast, cast.carla))) == {"test_clients"}, "the accountant edits no clients"


def test_at_most_so_many_rows_of_one_source(cast, two_sources):
    for number in range(MOST + 5):
        Contact.add(cast.acme, cast.by, name=f"Person {number:02}")
    assert len(gathered(read_as(cast, cast.olivia))["test_people"]) == MOST


def test_a_source_hands_its_items_to_today(cast, two_sources):
    assert len(SOURCES["test_people"].find(read_as(cast, cast.olivia))) == 3
