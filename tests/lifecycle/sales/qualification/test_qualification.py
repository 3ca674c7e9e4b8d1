"""Qualification: answers come to a score with reasons, and a gate lets nothing past but a score or a reason."""

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.sales.models import Answer, Checklist, Criterion, LostReason, Opportunity, Override, Stage
from clientkeep.lifecycle.sales.qualification import flags
from clientkeep.lifecycle.sales.qualification.answering import answer
from clientkeep.lifecycle.sales.qualification.gate import let_past
from clientkeep.lifecycle.sales.qualification.judging import judged
from clientkeep.workspace.journal.models import Event

BEST = ["Named, and it is enough", "Yes", "It costs them money now", "There is time to do it well", "Yes"]


@pytest.fixture
def found(cast):
    return Opportunity.begin(cast.north, cast.by, "Rebranding", client=cast.acme)


@pytest.fixture
def gated(cast, found):
    """The firm's third stage opens at 60."""
    stage = Stage.of(cast.north)[2]
    stage.change(cast.by, stage.name, stage.probability, stage.stale_days, 60)
    return stage


def say_best(cast, found):
    answer(found, cast.by, dict(zip(Criterion.of(Checklist.usual(cast.north)), BEST, strict=True)))


def test_looking_saves_nothing_and_the_ready_made_criteria_are_kept_at_the_first_answer(cast, found):
    assert judged(found).score == 0 and judged(found).open == 5 and not Criterion.objects.exists()
    say_best(cast, found)
    assert judged(found).score == 100 and judged(found).open == 0
    assert [each.why for each in judged(found).parts] == BEST
    assert Event.objects.get(slug="opportunity.qualified").payload["score"] == 100
    say_best(cast, found)
    assert Event.objects.filter(slug="opportunity.qualified").count() == 1


def test_an_answer_that_rules_it_out_is_a_red_flag(cast, found):
    say_best(cast, found)
    answer(found, cast.by, {Criterion.of(Checklist.usual(cast.north))[0]: "Far below what it takes"})
    assert judged(found).score == 70 and judged(found).flags == ["Budget: Far below what it takes"]
    answer(found, cast.by, {Criterion.of(Checklist.usual(cast.north))[0]: ""})
    assert judged(found).flags == [] and Answer.objects.count() == 4


def test_a_formula_reckons_with_the_numbers_that_are_asked(cast, found):
    for key, label in (("traffic", "Visits a month"), ("conversion", "Buyers of a thousand")):
        Criterion.add(Checklist.usual(cast.north), cast.by, label=label, kind="number", weight=0, key=key)
    Criterion.add(Checklist.usual(cast.north), cast.by, label="What it may bring", kind="formula", weight=100, formula="traffic * conversion * 0.02", lines=["0 = 0", "500 = 80"])
    numbers = {each: value for each in Criterion.of(Checklist.usual(cast.north)) if (value := {"traffic": "12000", "conversion": "2.5"}.get(each.key))}
    answer(found, cast.by, numbers)
    assert (judged(found).parts[-1].why, judged(found).score) == ("600 is at least 500", 40)
    traffic = next(iter(numbers))
    with pytest.raises(Invalid, match="uses traffic"):
        traffic.retire(cast.by)
    with pytest.raises(Invalid, match="uses traffic"):
        traffic.change(cast.by, label="Visits", kind="number", weight=0, key="visits")
    for formula, words in (("nothing * 2", "No number is named nothing"), ("__import__('os')", "no formula"), ("", "no formula")):
        with pytest.raises(Invalid, match=words):
            Criterion.add(Checklist.usual(cast.north), cast.by, label="Odd", kind="formula", weight=1, formula=formula, lines=["0 = 0"])


def test_two_who_answer_at_once_do_not_overwrite_one_another(cast, found):
    first, second = Criterion.of(Checklist.usual(cast.north))[1:3]
    answer(found, cast.by, {first: "Yes", second: ""}, {first: "", second: ""})
    answer(found, cast.by, {first: "", second: "They only look around"}, {first: "", second: ""})
    assert sorted(Answer.objects.values_list("value", flat=True)) == ["They only look around", "Yes"]
    with pytest.raises(Conflict, match="meanwhile"):
        answer(found, cast.by, {first: "No"}, {first: ""})


def test_no_way_into_a_gated_stage_passes_the_gate_by(cast, found, gated):
    for stage in Stage.of(cast.north)[2:]:
        with pytest.raises(Conflict, match="opens at a score of 60; this has 0"):
            found.move(cast.by, stage)
        with pytest.raises(Conflict, match="opens at"):
            Opportunity.begin(cast.north, cast.by, "Straight to it", stage=stage, client=cast.acme)
    found.move(cast.by, Stage.of(cast.north)[1])
    say_best(cast, found)
    answer(found, cast.by, {Criterion.of(Checklist.usual(cast.north))[0]: "Far below what it takes"})
    with pytest.raises(Conflict, match="red flag stands: Budget"):
        found.move(cast.by, gated)
    say_best(cast, found)
    found.move(cast.by, gated)
    answer(found, cast.by, dict.fromkeys(Criterion.of(Checklist.usual(cast.north)), ""))
    found.move(cast.by, Stage.of(cast.north)[3])
    found.move(cast.by, Stage.of(cast.north)[0])
    with pytest.raises(Conflict):
        found.move(cast.by, gated)


def test_the_first_stage_takes_everything(cast, found):
    first = Stage.of(cast.north)[0]
    first.change(cast.by, first.name, 10, 3, 90)
    assert Opportunity.begin(cast.north, cast.by, "Another", client=cast.acme).stage == first


def test_it_is_let_past_for_a_reason_that_stands_on_the_timeline(cast, found, gated):
    with pytest.raises(Invalid, match="Say why"):
        let_past(found, gated, cast.by, " ")
    let_past(found, gated, cast.by, "They are friends of the house")
    assert Opportunity.objects.get().stage == gated
    told = Event.objects.get(slug="opportunity.let_past")
    assert told.client_id == cast.acme.pk and "friends of the house" in told.sentence
    found.refresh_from_db()
    found.move(cast.by, Stage.of(cast.north)[0])
    found.move(cast.by, gated)
    assert Override.objects.count() == 1
    found.lose(cast.by, LostReason.of(cast.north)[0])
    with pytest.raises(Conflict):
        let_past(found, Stage.of(cast.north)[3], cast.by, "Again")


def test_later_stages_call_back_with_what_speaks_against_a_client(cast, found, gated, monkeypatch):
    say_best(cast, found)
    monkeypatch.setitem(flags.FLAGS._things, "test", lambda client: f"{client} shouted" if client == cast.acme else "")
    assert judged(found).flags == ["Acme Studio shouted"]
    with pytest.raises(Conflict, match="shouted"):
        found.move(cast.by, gated)
    stranger = Opportunity.begin(cast.north, cast.by, "A sign", name="Somebody")
    assert judged(stranger).flags == []
