"""What was agreed on a day is what a replay of the facts until that day says, whatever came later."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkeep.config.command_line import main
from clientkeep.foundation import clock
from clientkeep.relationship.conversations.agreed.reading import agreed_on, standings_on
from clientkeep.relationship.conversations.models import Decision, Promise

FIRST = dt.date(2026, 5, 1)
DAY = dt.timedelta(days=1)


def on(day):
    return clock.moved(dt.datetime.combine(day, dt.time(19), dt.UTC))


ACTS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["make", "keep", "move", "drop", "reopen"]), st.integers(0, 5)), max_size=14)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_the_past_is_told_as_each_day_ended(cast, acts):
    """A model beside the product keeps what each promise was at the end of each day; later days never change it."""
    known, day, ends = {}, FIRST, {}
    mine = []
    for wait, verb, which in acts:
        for _ in range(wait):
            ends[day] = dict(known)
            day += DAY
        with on(day):
            promise = mine[which % len(mine)] if mine else None
            if verb == "make" or promise is None:
                promise = Promise.make(cast.acme, side="ours", what="x", by=cast.by, due_on=day + which * DAY)
                mine.append(promise)
                known[promise.pk] = ("open", promise.due_on)
                continue
            state, due = known[promise.pk]
            if state == "open" and verb == "keep":
                promise.keep(cast.by)
                known[promise.pk] = ("kept", due)
            elif state == "open" and verb == "drop":
                promise.drop(cast.by, "because")
                known[promise.pk] = ("dropped", due)
            elif state == "open" and verb == "move" and due != day + (which + 9) * DAY:
                promise.move(cast.by, day + (which + 9) * DAY)
                known[promise.pk] = ("open", day + (which + 9) * DAY)
            elif state != "open" and verb == "reopen":
                promise.reopen(cast.by)
                known[promise.pk] = ("open", due)
    ends[day] = dict(known)
    ours = {promise.pk for promise in mine}
    for past, expected in ends.items():
        told = {each.promise.pk: (each.standing.state, each.standing.due_on) for each in standings_on(cast.acme, past)}
        assert {pk: how for pk, how in told.items() if pk in ours} == expected, past
    rows = {row.pk: (row.state, row.due_on) for row in Promise.objects.filter(pk__in=ours)}
    assert rows == known


@pytest.fixture
def agreed(cast):
    """Photos promised on the 1st for the 5th, moved on the 6th to the 9th, kept on the 8th; a decision replaced on the 4th."""
    with on(FIRST):
        photos = Promise.make(cast.acme, side="theirs", what="Photos", by=cast.by, due_on=FIRST + 4 * DAY, contact=cast.jo)
        launch = Decision.note(cast.acme, what="Launch on 12 May", by=cast.by)
    with on(FIRST + 3 * DAY):
        launch.replace(what="Launch on 20 May", by=cast.by)
    with on(FIRST + 5 * DAY):
        photos.move(cast.by, FIRST + 8 * DAY, "The photographer was ill")
    with on(FIRST + 9 * DAY):
        photos.keep(cast.by, on=FIRST + 7 * DAY)
        yield photos


@pytest.mark.parametrize(
    ("day", "decision", "label", "due"),
    [(0, "12", "due in 4 days", 5), (3, "20", "due tomorrow", 5), (5, "20", "due in 3 days", 9), (6, "20", "due in 2 days", 9), (7, "20", "Kept", 9)],
)  # fmt: skip
def test_each_day_has_its_truth(cast, agreed, day, decision, label, due):
    told = agreed_on(cast.acme, FIRST + day * DAY)
    assert [row.what for row in told.decisions] == [f"Launch on {decision} May"]
    (photos,) = told.theirs
    assert (photos.label, photos.standing.due_on.day) == (label, due)
    assert told.ours == []


def test_before_the_first_word_nothing_was_agreed(cast, agreed):
    assert agreed_on(cast.acme, FIRST - DAY).is_empty


def test_the_page_takes_any_past_day(cast, agreed, as_member):
    page, address = as_member(cast.olivia), reverse("conversations:agreed", args=[cast.acme.pk])
    assert "Launch on 12 May" in page.get(address + "?on=2026-05-02").content.decode()
    assert "Nothing was agreed by then" in page.get(address + "?on=2026-04-30").content.decode()
    for odd in ("2027-01-01", "0001-01-01", "x", "2026-13-01", ""):
        seen = page.get(address, {"on": odd})
        assert seen.status_code == 200
        assert seen.context["on"] == dt.date(2026, 5, 10)
    assert as_member(cast.mia).get(reverse("conversations:agreed", args=[cast.bloom.pk])).status_code == 404


def test_the_command_line_tells_the_same(cast, agreed, capsys):
    assert main(["agreed", "acme", "--on", "2026-05-02", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["decisions"][0]["what"] == "Launch on 12 May"
    assert told["theirs"][0]["state"] == "open"
    assert main(["agreed", str(cast.acme.pk)]) == 0
    assert "Photos · Jo March · by 2026-05-09 · Kept" in capsys.readouterr().out
    assert main(["agreed", "nobody at all"]) == 1
