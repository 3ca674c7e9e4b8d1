"""A decision holds from its day until another one takes its place, or until it is withdrawn."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.conversations.models import Decision, LogEntry
from clientkeep.workspace.journal.models import Event

NOON = dt.datetime(2026, 5, 4, 19, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _monday():
    with clock.moved(NOON):
        yield


def note(cast, what="Launch on 12 May", **values):
    return Decision.note(cast.acme, what=what, by=cast.by, **values)


def in_force(day):
    return {row.what for row in Decision.objects.in_force(day)}


def test_a_decision_with_its_evidence(cast):
    call = LogEntry.write(cast.acme, "call", "Launch moves", cast.by, at=NOON - DAY)
    decision = note(cast, decided_by="Jo March", evidence=call)
    assert (decision.decided_on, decision.evidence, decision.state) == (dt.date(2026, 5, 3), call, "holds")
    assert Event.objects.get(slug="decision.noted").sentence == "Jo March decided: Launch on 12 May"
    known = new_id()
    assert note(cast, id=known) == note(cast, id=known, what="Other")


def test_it_holds_until_another_takes_its_place(cast):
    first = note(cast, decided_on=dt.date(2026, 5, 1))
    second = first.replace(what="Launch on 20 May", by=cast.by)
    assert (first.state, first.superseded_by) == ("replaced", second)
    assert in_force(dt.date(2026, 4, 30)) == set()
    assert in_force(dt.date(2026, 5, 3)) == {"Launch on 12 May"}
    assert in_force(dt.date(2026, 5, 4)) == {"Launch on 20 May"}
    for act in (lambda: first.replace(what="Third", by=cast.by), lambda: first.withdraw(cast.by, "No")):
        with pytest.raises(Conflict, match="was replaced already"):
            act()


def test_it_is_withdrawn_with_a_reason(cast):
    decision = note(cast, decided_on=dt.date(2026, 5, 1))
    with pytest.raises(Invalid, match="Say why"):
        decision.withdraw(cast.by, " ")
    decision.withdraw(cast.by, "The fair is off")
    assert decision.state == "withdrawn"
    assert in_force(dt.date(2026, 5, 3)) == {"Launch on 12 May"}
    assert in_force(dt.date(2026, 5, 4)) == set()


@pytest.mark.parametrize(
    ("values", "field"),
    [({"what": " "}, "what"), ({"what": "x" * 1001}, "what"), ({"decided_on": dt.date(2026, 5, 5)}, "decided_on"), ({"decided_by": "x" * 201}, "decided_by")],
)  # fmt: skip
def test_what_cannot_be_noted(cast, values, field):
    with pytest.raises(Invalid) as told:
        note(cast, **values)
    assert told.value.field == field
    assert not Decision.objects.exists()


def test_a_replacement_that_cannot_be_leaves_all_as_it_was(cast):
    decision = note(cast)
    for values in ({"decided_on": dt.date(2026, 5, 1)}, {"evidence": LogEntry.write(cast.bloom, "call", "x", cast.by)}):
        with pytest.raises(Invalid):
            decision.replace(what="Other", by=cast.by, **values)
    assert list(Decision.objects.in_force(dt.date(2026, 5, 4))) == [decision]


def test_who_sees_it(cast):
    decision = note(cast)
    other = Decision.note(cast.bloom, what="Blue", by=cast.by)
    assert list(Decision.objects.visible_to(cast.acting(cast.mia))) == [decision]
    assert set(Decision.objects.visible_to(cast.acting(cast.theo))) == {decision, other}
    assert not Decision.objects.visible_to(cast.acting(cast.sid))
