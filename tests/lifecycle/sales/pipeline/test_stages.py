"""Stages: ready-made on first use, changed by the firm, and never taken from under an open opportunity."""

import datetime as dt

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.sales.models import LostReason, Opportunity, Stage
from clientkeep.lifecycle.sales.pipeline.rules import STAGES, stale_on

DAY = dt.date(2026, 3, 2)


def test_looking_saves_nothing_and_a_form_shown_before_the_first_use_still_names_its_stage(cast):
    shown = Stage.of(cast.north)
    assert [each.name for each in shown] == [each.name for each in STAGES]
    assert not Stage.objects.exists()
    made = Opportunity.begin(cast.north, cast.by, "Rebranding", stage=shown[2], client=cast.acme)
    assert made.stage_id == shown[2].pk
    assert [each.pk for each in Stage.of(cast.north)] == [each.pk for each in shown]
    assert not Stage.objects.filter(workspace=cast.south).exists()


def test_a_stage_is_added_renamed_and_moved(cast):
    added = Stage.add(cast.north, cast.by, "Sample shown", 40, 5)
    added.move(cast.by, up=True)
    added.change(cast.by, "Sample sent", 45, 6)
    assert [each.name for each in Stage.of(cast.north)] == ["New", "In talks", "Proposal sent", "Sample sent", "Agreed in words"]
    Stage.of(cast.north)[0].move(cast.by, up=True)
    assert Stage.of(cast.north)[0].name == "New"
    for name, field in (("sample SENT", "name"), ("", "name")):
        with pytest.raises(Invalid) as refused:
            Stage.add(cast.north, cast.by, name, 10, 1)
        assert refused.value.field == field
    with pytest.raises(Invalid, match="percent"):
        added.change(cast.by, "Sample sent", 101, 6)


def test_a_stage_with_an_open_opportunity_stays_and_the_last_one_too(cast):
    made = Opportunity.begin(cast.north, cast.by, "Rebranding", client=cast.acme)
    first = Stage.objects.get(pk=made.stage_id)
    with pytest.raises(Conflict, match="Move the open opportunities"):
        first.retire(cast.by)
    made.win(cast.by)
    first.retire(cast.by)
    for each in Stage.of(cast.north)[1:]:
        each.retire(cast.by)
    with pytest.raises(Conflict, match="at least one stage"):
        Stage.of(cast.north)[0].retire(cast.by)
    made.reopen(cast.by)
    assert made.stage == Stage.of(cast.north)[0]


def test_more_patience_moves_the_day_on_which_opportunities_go_stale(cast):
    made = Opportunity.begin(cast.north, cast.by, "Rebranding", client=cast.acme)
    before = made.stale_on
    Stage.objects.get(pk=made.stage_id).change(cast.by, "New", 10, 13)
    made.refresh_from_db()
    assert made.stale_on == before + dt.timedelta(days=10)


def test_a_planned_step_keeps_an_opportunity_from_going_stale_until_it_is_past():
    assert stale_on(DAY, 3) == dt.date(2026, 3, 5)
    assert stale_on(DAY, 3, dt.date(2026, 3, 20)) == dt.date(2026, 3, 21)
    assert stale_on(DAY, 3, dt.date(2026, 1, 1)) == dt.date(2026, 3, 5)


def test_reasons_are_the_firms_own_and_one_stays(cast):
    added = LostReason.add(cast.north, cast.by, "Moved away")
    assert added in LostReason.of(cast.north)
    with pytest.raises(Invalid, match="already"):
        LostReason.add(cast.north, cast.by, "moved AWAY")
    for each in LostReason.of(cast.north)[1:]:
        each.retire(cast.by)
    with pytest.raises(Conflict, match="at least one"):
        LostReason.of(cast.north)[0].retire(cast.by)
