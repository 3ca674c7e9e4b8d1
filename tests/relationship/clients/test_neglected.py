"""The list of clients who were left alone holds the same as each client's own page says."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.relationship.clients.cadence import cadence_of, keep_cadence
from clientkeep.relationship.clients.missing import gaps
from clientkeep.relationship.clients.model import Client
from clientkeep.relationship.clients.neglected import left_alone
from clientkeep.relationship.conversations.models import LogEntry

NOON = dt.datetime(2026, 3, 2, 20, tzinfo=dt.UTC)


@pytest.fixture
def two(cast):
    """Acme of tier A and Bloom of tier B, both talked with on the same day."""
    for client, tier in ((cast.acme, "a"), (cast.bloom, "b")):
        client.change(cast.by, tier=tier)
        with clock.moved(NOON):
            LogEntry.write(client, "call", "Hello", cast.by)
    return cast


def names(cast, member, days):
    with clock.moved(NOON + dt.timedelta(days=days)):
        acting = cast.acting(member)
        found = Client.objects.visible_to(acting).current().filter(left_alone(acting))
        return sorted(found.values_list("name", flat=True))


@pytest.mark.parametrize(("days", "alone"), [(14, 0), (15, 1), (30, 1), (31, 2)])
def test_it_is_the_rule_of_the_clients_own_page(two, days, alone):
    found = names(two, two.olivia, days)
    assert len(found) == alone
    with clock.moved(NOON + dt.timedelta(days=days)):
        for client in (Client.objects.get(pk=two.acme.pk), Client.objects.get(pk=two.bloom.pk)):
            said = gaps(client, [], two.north.today(), NOON.date(), cadence_of(two.north))
            assert (client.name in found) is ("contact" in [gap.slug for gap in said])


def test_it_follows_what_the_firm_chose_and_what_a_person_sees(two):
    keep_cadence(two.north, two.by, {"b": 7})
    assert names(two, two.olivia, 8) == [two.bloom.name]
    assert names(two, two.mia, 8) == [] and names(two, two.mia, 20) == [two.acme.name]
    assert names(two, two.sid, 8) == []
    two.bloom.move_to("former", two.by)
    assert names(two, two.olivia, 8) == []


def test_who_was_never_spoken_with_counts_from_coming_on_record(cast):
    Client.objects.filter(pk=cast.bloom.pk).update(created_at=NOON)
    Client.objects.filter(pk=cast.acme.pk).update(created_at=NOON + dt.timedelta(days=60))
    assert names(cast, cast.olivia, 60) == [] and names(cast, cast.olivia, 61) == [cast.bloom.name]


def test_the_list_and_programs_ask_for_them(two, as_member):
    Client.objects.filter(pk=two.bloom.pk).update(last_contact_at=clock.now())
    said = as_member(two.olivia).get(reverse("clients:list") + "?missing=neglected").content.decode()
    assert two.acme.name in said and two.bloom.name not in said and "left alone for too long" in said.lower()
