"""The client's page tells in one line how promises stand, and in one what holds."""

import datetime as dt

import pytest

from clientkeep.relationship.clients.signs import signs_of
from clientkeep.relationship.conversations.models import Decision, Promise

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def lines(cast, client):
    return {line.label: line for line in signs_of(cast.acting(cast.olivia), client)}


def test_nothing_open_is_said_and_nothing_decided_is_not(cast):
    told = lines(cast, cast.acme)
    assert (told["Promises"].words, told["Promises"].meaning) == ("none open", "")
    assert "Agreed" not in told


def test_the_line_counts_and_names_the_first_due(cast):
    today = cast.north.today()
    Promise.make(cast.acme, side="ours", what="Later", by=cast.by, due_on=today + 9 * DAY)
    Promise.make(cast.acme, side="ours", what="No day", by=cast.by)
    assert lines(cast, cast.acme)["Promises"].more == "Later · due in 9 days"
    late = Promise.make(cast.acme, side="theirs", what="Photos", by=cast.by, due_on=today - DAY)
    told = lines(cast, cast.acme)["Promises"]
    assert (told.words, told.more, told.meaning) == ("3 open, 1 late", "Photos · 1 day late", "late")
    late.keep(cast.by)
    assert lines(cast, cast.acme)["Promises"].words == "2 open"
    assert lines(cast, cast.bloom)["Promises"].words == "none open"


def test_the_newest_decision_that_holds_is_shown(cast):
    old = Decision.note(cast.acme, what="Launch on 5 May", by=cast.by)
    assert (lines(cast, cast.acme)["Agreed"].words, lines(cast, cast.acme)["Agreed"].more) == ("1 in force", "Launch on 5 May")
    old.replace(what="Launch on 12 May", by=cast.by)
    assert lines(cast, cast.acme)["Agreed"].more == "Launch on 12 May"
