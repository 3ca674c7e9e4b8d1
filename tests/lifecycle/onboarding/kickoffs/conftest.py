"""What the tests of kickoffs share: an agreement with a ledger, and a kickoff over it."""

import datetime as dt
from contextlib import contextmanager

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.onboarding.models import Kickoff
from clientkeep.relationship.clients.models import Client

TUESDAY = dt.datetime(2027, 3, 2, 18, tzinfo=dt.UTC)


@pytest.fixture
def on():
    """`with on(days=3):` that long after the Tuesday."""

    @contextmanager
    def moving(**after):
        with clock.moved(TUESDAY + dt.timedelta(**after)):
            yield

    return moving


@pytest.fixture
def acme(cast) -> Client:
    """Acme, as pages reach it."""
    return Client.objects.select_related("workspace", "owner__user").get(pk=cast.acme.pk)


@pytest.fixture
def agreement(cast, on):
    with on(days=-3):
        made = cast.document("quote", lines=[{"description": "Brand identity", "unit_price": "6400"}, {"description": "Logo animation", "unit_price": "900"}], title="Identity")
        made.accept(cast.by, "Jo March")
    return made


@pytest.fixture
def kickoff(cast, acme, agreement, on) -> Kickoff:
    """Planned for Thursday, with Jo and Olivia."""
    with on():
        return Kickoff.begin(
            acme, cast.by, agreement=agreement, starts_at=TUESDAY + dt.timedelta(days=2), minutes=60, members=[cast.olivia], contacts=[cast.jo],
        )  # fmt: skip
