"""What is written once for a person and a day holds no moment and reads no row while it is written."""

import datetime as dt

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientkeep.foundation import clock
from clientkeep.foundation.kept import Now, Question
from clientkeep.overview.home.counting import COUNTS
from clientkeep.overview.home.gathering import GATHERED, Gathered
from clientkeep.overview.home.reading import Reading
from clientkeep.relationship.clients import signs
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.models import Workspace

NOON = dt.datetime(2026, 5, 12, 12, tzinfo=dt.UTC)


def _signs(acting):
    names, question = signs._question(acting, list(signs.SIGNS))
    return len(names), question.sql, question.parameters


def _counts(acting):
    firm = Workspace.objects.filter(pk=acting.workspace.pk)
    questions = [Question(firm.annotate(found=each.rows(acting)).values_list("found")) for each in COUNTS]
    return len(questions), [each.sql for each in questions], [each.parameters for each in questions]


def _gathered(acting):
    read = Reading(acting, acting.workspace.today())
    told = []
    for each in GATHERED:
        try:
            told.append((each.slug, *each.question(read)))
        except EmptyResultSet:
            told.append((each.slug, "nothing"))
    return len(told), told


@pytest.mark.parametrize("write", [_signs, _counts, _gathered], ids=["signs", "counts", "Today"])
@pytest.mark.parametrize("who", ["olivia", "mia"])
def test_what_is_kept_for_the_day_holds_no_moment_and_reads_no_row(cast, monkeypatch, write, who):
    monkeypatch.setattr(Now, "__eq__", lambda self, other: isinstance(other, Now) and self.offset == other.offset)
    member = getattr(cast, who)
    written = []
    for hours in (0, 3):
        with clock.moved(NOON + dt.timedelta(hours=hours)), CaptureQueriesContext(connection) as asked:
            written.append(write(cast.acting(type(member).objects.select_related("workspace", "user").get(pk=member.pk))))
        assert len(asked) == 1, asked.captured_queries
    assert written[0] == written[1]
    assert written[0][0] >= 4


def test_a_moment_that_is_no_now_would_be_found(cast):
    part = Gathered("x", "clients.see", lambda read: Client.objects.filter(created_at__lte=clock.now()), "", "", "name", "", "")
    written = []
    for hours in (0, 3):
        with clock.moved(NOON + dt.timedelta(hours=hours)):
            written.append(part.question(Reading(cast.acting(cast.olivia), NOON.date())))
    assert written[0] != written[1]
