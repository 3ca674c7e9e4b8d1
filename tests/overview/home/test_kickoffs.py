"""Today tells of kickoffs of today, of those that nobody closed or that have no time, and of those whose recap was not sent."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.onboarding.kickoffs.holding import hold
from clientkeep.lifecycle.onboarding.models import Kickoff

pytestmark = pytest.mark.django_db
TUESDAY = dt.datetime(2027, 3, 2, 18, tzinfo=dt.UTC)


def shown(cast, as_member, **later) -> str:
    with clock.moved(TUESDAY + dt.timedelta(**later)):
        return as_member(cast.olivia).get("/").content.decode()


def test_one_kickoff_from_no_time_to_its_recap(cast, as_member):
    with clock.moved(TUESDAY):
        made = Kickoff.begin(cast.acme, cast.by, title="Kickoff: Identity", contacts=[cast.jo])
    assert "has no time for the kickoff yet" in shown(cast, as_member)
    with clock.moved(TUESDAY):
        # Six in the evening in Portland: the next day already in UTC.
        made.change(cast.by, starts_at=dt.datetime(2027, 3, 5, 2, tzinfo=dt.UTC))
    assert "kickoff" not in shown(cast, as_member).lower().split("<main")[1]
    assert "Kickoff: Identity is today" in shown(cast, as_member, days=2)
    assert "has passed, and nobody closed it" in shown(cast, as_member, days=4)
    with clock.moved(TUESDAY + dt.timedelta(days=4)):
        recap = hold(made, cast.by)
    page = shown(cast, as_member, days=5)
    assert "has no recap of “Kickoff: Identity” yet" in page and "Held 1 day ago" in page
    recap.discard()
    assert "has no recap of" not in shown(cast, as_member, days=5)
