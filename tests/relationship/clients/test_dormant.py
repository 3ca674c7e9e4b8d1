"""Dormant are clients once worked with, where nothing passed between the two sides for longer than the firm wants."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.relationship.clients.cadence import keep_cadence
from clientkeep.relationship.clients.dormant import dormant
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import LogEntry, Message, Thread
from clientkeep.workspace.members.acting import Actor

NOON = dt.datetime(2026, 3, 2, 20, tzinfo=dt.UTC)
LIST = reverse("clients:list") + "?missing=dormant"


@pytest.fixture
def quiet(cast):
    """Acme and Bloom, active since NOON and spoken with then."""
    Client.objects.filter(workspace=cast.north).update(created_at=NOON, stage="active", last_contact_at=NOON)
    return cast


def at(days):
    return clock.moved(NOON + dt.timedelta(days=days))


def names(cast, days, member=None):
    with at(days):
        acting = cast.acting(member or cast.olivia)
        found = Client.objects.visible_to(acting).current().filter(dormant(acting))
        return sorted(found.values_list("name", flat=True))


def test_it_begins_a_day_after_the_days_of_the_firm(quiet):
    both = sorted([quiet.acme.name, quiet.bloom.name])
    assert names(quiet, 90) == [] and names(quiet, 91) == both
    assert names(quiet, 91, quiet.mia) == [quiet.acme.name] and names(quiet, 91, quiet.sid) == []
    keep_cadence(quiet.north, quiet.by, {}, dormant=10)
    assert names(quiet, 10) == [] and names(quiet, 11) == both


@pytest.mark.parametrize("stage", ["lead", "proposal", "former"])
def test_only_who_was_worked_with_and_has_not_left(quiet, stage):
    Client.objects.filter(pk=quiet.acme.pk).update(stage=stage)
    assert names(quiet, 200) == [quiet.bloom.name]


def call(cast):
    LogEntry.write(cast.acme, "call", "Hello", cast.by)


def mail_of_theirs(cast):
    Message.receive(Thread.begin(cast.acme, "Hi"), Actor("contact", None, "Jo"), text="Hi", channel="mail", contact=cast.jo)


def payment(cast):
    Payment.book(cast.acme, Money.of("5", "USD"), "cash", cast.by)


@pytest.mark.parametrize("dealing", [call, mail_of_theirs, payment])
def test_anything_of_either_side_ends_it(quiet, dealing):
    with at(60):
        dealing(quiet)
    assert names(quiet, 100) == [quiet.bloom.name]
    assert len(names(quiet, 151)) == 2


def test_a_change_of_the_record_or_a_note_to_oneself_does_not(quiet):
    with at(60):
        client = Client.objects.get(pk=quiet.acme.pk)
        client.change(quiet.by, tags=["quiet"])
        LogEntry.write(client, "note", "Odd that they are so still", quiet.by)
    assert quiet.acme.name in names(quiet, 100)


def test_the_list_and_today_find_them(quiet, as_member):
    with at(100):
        said = as_member(quiet.olivia).get(LIST).content.decode()
        assert quiet.acme.name in said and "Plan a next step<span" in said
        today = as_member(quiet.olivia).get("/").content.decode()
        assert "2 clients" in today and "are dormant, with nothing planned." in today
        quiet.acme.plan_next_step("Ring", None, quiet.by)
        assert "is dormant, with nothing planned." in as_member(quiet.olivia).get("/").content.decode()
    with at(50):
        assert "dormant, with nothing planned." not in as_member(quiet.olivia).get("/").content.decode()


def test_the_list_asks_as_much_for_many_as_for_few(quiet, as_member):
    page = as_member(quiet.olivia)
    with at(100):
        page.get(LIST)
        with CaptureQueriesContext(connection) as few:
            page.get(LIST)
        for place in range(20):
            Client.add(quiet.north, quiet.by, name=f"Quiet {place}")
        Client.objects.filter(workspace=quiet.north).update(created_at=NOON, stage="active", last_contact_at=NOON)
        with CaptureQueriesContext(connection) as many:
            assert "Quiet 19" in page.get(LIST).content.decode()
    assert len(many) <= len(few)
