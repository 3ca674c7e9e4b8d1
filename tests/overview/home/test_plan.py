"""Today tells who is to hear from the firm, from the planned day on, to those who see the client."""

import datetime as dt

from clientkeep.foundation import clock
from clientkeep.overview.home import ranking
from clientkeep.overview.home.reading import Reading
from clientkeep.relationship.rhythm.models import PlanLine

MONDAY = dt.datetime(2026, 3, 2, 20, tzinfo=dt.UTC)


def items(cast, member):
    acting = cast.acting(member)
    return [item for item in ranking.items_for(Reading(acting, acting.workspace.today())) if item.key.startswith("plan_line:")]


def test_a_contact_comes_up_on_its_day_and_says_how_late_it_is(cast):
    with clock.moved(MONDAY):
        PlanLine.add(cast.bloom, cast.by, contact=cast.ben, channel="call", every="P2W")
    with clock.moved(MONDAY + dt.timedelta(days=13)):
        assert items(cast, cast.olivia) == []
    with clock.moved(MONDAY + dt.timedelta(days=17)):
        (item,) = items(cast, cast.olivia)
        assert (item.rest, item.why) == (f"{cast.ben} is to hear from you (call, every 2 weeks).", "3 days late")
        assert items(cast, cast.mia) == items(cast, cast.carla) == items(cast, cast.sid) == []
