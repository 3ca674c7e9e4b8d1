"""Two people never get one time: both were told that it is free, and both send at the same moment.

The database's constraint decides. The control takes it away: then the same race gives the time away twice.
"""

import datetime as dt
import threading

import pytest
from django.db import connection, connections

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.sales.booking.booker import Booker
from clientkeep.lifecycle.sales.booking.offering import Offer
from clientkeep.lifecycle.sales.models import Booking, Claim, MeetingType

from .conftest import FIRST

pytestmark = pytest.mark.django_db(transaction=True)
CALLERS = 6


def _race(kind, starts):
    """Let callers look first, wait for each other, and book. Returns who got a time and who was told that it is gone."""
    gate, got, refused, broken = threading.Barrier(len(starts)), [], [], []
    now = clock.now()

    def call(number, start):
        try:
            with clock.moved(now):
                mine = MeetingType.objects.select_related("workspace", "member__user").get(pk=kind.pk)
                Offer(mine).check(start)
                gate.wait(30)
                got.append(Booking.make(mine, start, Booker.of(mine, f"Caller {number}", f"c{number}@race.example", "UTC")).pk)
        except Conflict as refusal:
            refused.append(refusal.message)
        except Exception as problem:
            broken.append(problem)
            gate.abort()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=call, args=each) for each in enumerate(starts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not broken
    return got, refused


def test_one_time_goes_to_one_of_many(call):
    got, refused = _race(call, [FIRST] * CALLERS)
    assert len(got) == 1 == Booking.objects.count()
    assert len(refused) == CALLERS - 1 and all("Choose another" in words for words in refused)


def test_times_that_overlap_by_a_quarter_are_one_time(call, cast):
    call.change(cast.by, buffer_after=15)
    got, _ = _race(call, [FIRST, FIRST + dt.timedelta(minutes=30)] * 2)
    assert len(got) == 1


def test_the_last_place_of_a_day_goes_to_one(call, cast):
    call.change(cast.by, most_a_day=1)
    got, refused = _race(call, [FIRST, FIRST + dt.timedelta(hours=2), FIRST + dt.timedelta(hours=4)])
    assert len(got) == 1 and len(refused) == 2


@pytest.fixture
def no_constraint():
    """The table of claims as it would be without its promise."""
    (constraint,) = Claim._meta.constraints
    Claim._meta.constraints = []
    with connection.schema_editor() as editor:
        editor.remove_constraint(Claim, constraint)
    yield
    Claim.objects.all().delete()
    Claim._meta.constraints = [constraint]
    with connection.schema_editor() as editor:
        editor.add_constraint(Claim, constraint)


def test_the_control_without_the_constraint_the_time_is_given_away_twice(call, no_constraint):
    got, _ = _race(call, [FIRST] * CALLERS)
    assert len(got) > 1, "the race does not race: it proves nothing"
