"""A meeting to book: Olivia's first call, with the clock at noon UTC of Monday 2 March 2026 (4:00 in Portland)."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.sales.models import MeetingType

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
# Tuesday, 9:00 in Portland.
FIRST = dt.datetime(2026, 3, 3, 17, 0, tzinfo=dt.UTC)


@pytest.fixture
def now():
    with clock.moved(NOON):
        yield NOON


@pytest.fixture
def call(cast, now) -> MeetingType:
    made = MeetingType.make(
        cast.olivia, cast.by, name="First call", minutes=30, place_kind="video", place="https://video.example/olivia",
        notice_hours=12, furthest_days=60, questions=["What is it about?"],
    )  # fmt: skip
    return MeetingType.objects.select_related("workspace", "member__user").get(pk=made.pk)
