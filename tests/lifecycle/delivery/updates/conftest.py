"""Acme is an active client, and the clock stands on a Tuesday, a week before which nothing happened."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.models import UpdateChoice
from clientkeep.relationship.clients.models import Client

TUESDAY = dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC)


@pytest.fixture
def tuesday(cast):
    """Ten in the morning in Portland; the cast is on record since October."""
    Client.objects.update(created_at=TUESDAY - dt.timedelta(days=40))
    for client in (cast.acme, cast.bloom, cast.zephyr):
        client.refresh_from_db()
    with clock.moved(TUESDAY):
        yield cast


@pytest.fixture
def chosen(tuesday):
    """North Studio tells its active clients every Friday at three, since today; Acme and Bloom are active."""
    for client in (tuesday.acme, tuesday.bloom):
        client.move_to("active", tuesday.by)
    UpdateChoice.choose(tuesday.north, tuesday.by, is_on=True, stages=["active"], tiers=["", "a", "b", "c"], weekday=4, hour=15)
    return tuesday
