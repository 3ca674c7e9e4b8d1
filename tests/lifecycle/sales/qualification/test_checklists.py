"""A firm keeps several checklists: which one judges what, and that no later change moves a score."""

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.sales.inquiries.form import InquiryForm
from clientkeep.lifecycle.sales.inquiries.model import Inquiry
from clientkeep.lifecycle.sales.models import Assessment, Checklist, Criterion, Opportunity, Stage
from clientkeep.lifecycle.sales.qualification.answering import answer
from clientkeep.lifecycle.sales.qualification.choosing import judge_by
from clientkeep.lifecycle.sales.qualification.copying import add_copy
from clientkeep.lifecycle.sales.qualification.judging import judged
from clientkeep.workspace.journal.models import Event


@pytest.fixture
def found(cast):
    return Opportunity.begin(cast.north, cast.by, "Rebranding", client=cast.acme)


@pytest.fixture
def shops(cast):
    """A second checklist, which asks one thing more and opens gates at 20."""
    made = add_copy(Checklist.usual(cast.north), cast.by, "Shops", 20)
    Criterion.add(made, cast.by, label="Sells already", kind="yes_no", weight=100, lines=["Yes = 100", "No = out"])
    return made


def last_of(checklist):
    return Criterion.of(checklist)[-1]


def change_last(cast, checklist, lines):
    each = last_of(checklist)
    each.change(cast.by, label=each.label, kind=each.kind, weight=each.weight, lines=lines)


def test_a_second_checklist_begins_as_a_copy_and_leaves_the_first_alone(cast, shops):
    usual = Checklist.usual(cast.north)
    assert [str(each) for each in Checklist.of(cast.north)] == ["Usual checklist", "Shops"]
    assert len(Criterion.of(usual)) == 5 and len(Criterion.of(shops)) == 6
    assert not {each.pk for each in Criterion.of(usual)} & {each.pk for each in Criterion.of(shops)}
    for name in ("shops", " "):
        with pytest.raises(Invalid):
            Checklist.add(cast.north, cast.by, name)
    with pytest.raises(Invalid, match="0 to 100"):
        shops.change(cast.by, "Shops", 101)
    assert Criterion.of(Checklist.usual(cast.south))[0].checklist_id != usual.pk


def test_what_nobody_answered_follows_the_usual_one(cast, found, shops):
    assert judged(found).checklist == Checklist.usual(cast.north)
    shops.make_usual(cast.by)
    assert judged(found).checklist == shops and Checklist.objects.filter(is_usual=True).count() == 1
    with pytest.raises(Conflict, match="usual checklist"):
        shops.archive(cast.by)
    empty = Checklist.add(cast.north, cast.by, "Nothing yet")
    for act in (empty.make_usual, lambda by: judge_by(found, empty, by)):
        with pytest.raises(Conflict, match="asks nothing yet"):
            act(cast.by)


def test_a_change_of_the_checklist_does_not_move_the_score_of_what_was_judged(cast, found, shops):
    other = Opportunity.begin(cast.north, cast.by, "A sign", client=cast.acme)
    judge_by(found, shops, cast.by)
    judge_by(other, shops, cast.by)
    answer(found, cast.by, {last_of(shops): "Yes"})
    assert judged(found).score == 50
    change_last(cast, shops, ["Yes = 10", "No = 0"])
    last_of(shops).move(cast.by, up=True)
    Criterion.add(shops, cast.by, label="New", kind="yes_no", weight=50, lines=["Yes = 100", "No = 0"])
    Criterion.of(shops)[0].retire(cast.by)
    assert judged(found).score == 50 and len(judged(found).parts) == 6
    assert Assessment.of(found).is_behind and not Assessment.of(other).is_behind
    assert [each.label for each in judged(other).parts] == [each.label for each in Criterion.of(shops)]
    judge_by(found, shops, cast.by)
    assert judged(found).score == 5 and not Assessment.of(found).is_behind
    assert [each.outcome["score"] for each in Assessment.before(found)] == [50]
    judge_by(found, shops, cast.by)
    assert len(Assessment.before(found)) == 1


def test_another_checklist_keeps_the_old_answers_as_history_and_they_count_again_with_theirs(cast, found, shops):
    usual = Checklist.usual(cast.north)
    answer(found, cast.by, {Criterion.of(usual)[0]: "Named, and it is enough"})
    judge_by(found, shops, cast.by)
    assert judged(found).score == 0 and judged(found).answered == 0
    past = Assessment.before(found)[0]
    assert (past.outcome["score"], past.outcome["parts"][0]) == (30, ["Budget", "Named, and it is enough", 100])
    with pytest.raises(Invalid, match="not asked"):
        answer(found, cast.by, {Criterion.of(usual)[0]: "Not named yet"})
    judge_by(found, usual, cast.by)
    assert judged(found).score == 30
    told = Event.objects.filter(slug="opportunity.judged_anew")
    assert [each.payload["checklist"] for each in told.order_by("happened_at", "pk")] == ["Shops", "Usual checklist"]
    assert told[0].client_id == cast.acme.pk


def test_unanswered_it_changes_without_leaving_a_history_and_follows_the_list_once_all_is_taken_back(cast, found, shops):
    judge_by(found, shops, cast.by)
    judge_by(found, Checklist.usual(cast.north), cast.by)
    assert Assessment.before(found) == [] and Assessment.objects.count() == 1
    first = Criterion.of(Checklist.usual(cast.north))[0]
    answer(found, cast.by, {first: "Not named yet"})
    answer(found, cast.by, {first: ""})
    first.retire(cast.by)
    assert len(judged(found).parts) == 4


def test_a_gate_asks_for_the_threshold_of_the_checklist_that_the_opportunity_has(cast, found, shops):
    gate = Stage.of(cast.north)[2]
    gate.change(cast.by, gate.name, gate.probability, gate.stale_days, 60)
    with pytest.raises(Conflict, match="opens at a score of 60"):
        found.move(cast.by, gate)
    judge_by(found, shops, cast.by)
    with pytest.raises(Conflict, match="opens at a score of 20; this has 0"):
        found.move(cast.by, gate)
    answer(found, cast.by, {last_of(shops): "Yes"})
    found.move(cast.by, gate)
    assert found.stage == gate


def test_the_form_by_which_an_inquiry_came_names_its_checklist(cast, shops):
    form = InquiryForm.keep(cast.north, cast.by, active=True, checklist=shops)
    asked = Inquiry.receive(cast.north, "Ida", "ida@example.org", [], checklist=form.checklist)
    assert judged(asked.accept(cast.by, "A shop")).checklist == shops
    late = Inquiry.receive(cast.north, "Ole", "ole@example.org", [], checklist=form.checklist)
    shops.archive(cast.by)
    assert judged(Inquiry.objects.get(pk=late.pk).accept(cast.by, "Another")).checklist.is_usual
    with pytest.raises(Invalid, match="Choose a checklist"):
        InquiryForm.keep(cast.north, cast.by, checklist=Checklist.usual(cast.south))


def test_the_archive_offers_nothing_and_gives_back(cast, found, shops):
    judge_by(found, shops, cast.by)
    answer(found, cast.by, {last_of(shops): "Yes"})
    shops.archive(cast.by)
    assert judged(found).score == 50 and shops not in Checklist.of(cast.north)
    other = Opportunity.begin(cast.north, cast.by, "A sign", client=cast.acme)
    for act in (shops.make_usual, lambda by: judge_by(other, shops, by)):
        with pytest.raises(Conflict, match="archive"):
            act(cast.by)
    Checklist.add(cast.north, cast.by, "Shops")
    with pytest.raises(Invalid, match="this name already"):
        shops.bring_back(cast.by)
    shops.change(cast.by, "Old shops", None)
    shops.bring_back(cast.by)
    assert shops in Checklist.of(cast.north)
