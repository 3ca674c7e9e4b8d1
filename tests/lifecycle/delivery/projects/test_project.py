"""A project goes from planned to done; its work starts only through the gate; its days say why they move."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.lifecycle.delivery.models import Milestone, Project
from clientkeep.lifecycle.delivery.projects import rules
from clientkeep.lifecycle.delivery.projects.moving import rewrite
from clientkeep.lifecycle.delivery.projects.opening import open_from
from clientkeep.workspace.journal.models import Event

DAY = dt.date(2026, 3, 2)


def planned(cast, **values) -> Project:
    return Project.plan(cast.acme, cast.by, name="Website", **values)


def opened(cast, **values) -> Project:
    quote = cast.document("quote", **values)
    quote.accept(cast.by, "Jo March")
    return open_from(quote, cast.by)


def slugs() -> list[str]:
    return list(Event.objects.filter(about_type="project").order_by("seq").values_list("slug", flat=True))


@given(st.lists(st.sampled_from(["open", "done", "dropped"])))
def test_dropped_milestones_never_count(states):
    reached, of = rules.progress(states)
    assert 0 <= reached <= of == len(states) - states.count("dropped")


def test_late_follows_from_the_day():
    assert rules.standing("open", DAY, DAY) == ("To come", "waiting")
    assert rules.standing("open", DAY, DAY + dt.timedelta(days=1)) == ("Late", "late")
    assert rules.standing("done", DAY, DAY + dt.timedelta(days=9))[1] == "good"
    assert rules.standing("open", None, DAY)[1] == "waiting"


def test_a_project_runs_is_done_and_is_taken_up_again(cast):
    project = planned(cast, starts_on=DAY, ends_on=DAY)
    project.start(cast.by)
    project.finish(cast.by)
    with pytest.raises(Conflict):
        project.drop(cast.by, "Too late")
    project.reopen(cast.by)
    project.drop(cast.by, "They moved away")
    project.reopen(cast.by)
    assert (project.state, project.drop_reason, project.starts_on) == ("planned", "", DAY)
    assert slugs() == ["project.opened", "project.started", "project.finished", "project.reopened", "project.dropped", "project.reopened"]


def test_what_cannot_be_is_refused_with_its_field(cast):
    with pytest.raises(Invalid, match="ends before it starts") as refused:
        planned(cast, starts_on=DAY, ends_on=DAY - dt.timedelta(days=1))
    assert refused.value.field == "ends_on"
    with pytest.raises(Invalid, match="what the project is"):
        Project.plan(cast.acme, cast.by, name="  ")
    with pytest.raises(Invalid, match="member of this workspace"):
        planned(cast, owner=cast.sid)
    with pytest.raises(Invalid, match="why it is dropped"):
        planned(cast).drop(cast.by, " ")


def test_work_starts_only_through_the_gate(cast):
    project = opened(cast, deposit_percent="50")
    with pytest.raises(Conflict, match="it waits for the deposit"):
        project.start(cast.by)
    assert Project.objects.get().state == "planned"
    Gate.objects.get().override(cast.by, "They pay on Friday", cast.olivia)
    project.start(cast.by)
    assert (project.state, project.starts_on) == ("running", cast.north.today())


def test_a_project_that_was_put_back_asks_the_gate_again(cast):
    project = opened(cast, deposit_percent="50")
    gate = Gate.raise_for(project.source, cast.by)
    gate.hold("deposit", cast.by, "INV-1")
    project.start(cast.by)
    project.reopen(cast.by)
    gate.withdraw("deposit", cast.by, "refunded")
    with pytest.raises(Conflict, match="waits for the deposit"):
        project.start(cast.by)


def test_an_agreement_that_was_taken_back_lets_nothing_start(cast):
    project = opened(cast)
    project.source.void(cast.by, "Wrong client")
    Gate.objects.all().delete()
    with pytest.raises(Conflict, match="is not accepted"):
        project.start(cast.by)


def test_a_day_that_moves_says_why_and_the_first_one_stays(cast):
    row = Milestone.add(planned(cast), cast.by, "Design", DAY, 50_000)
    with pytest.raises(Invalid, match="why the day moves") as refused:
        row.move(cast.by, DAY + dt.timedelta(days=7), "")
    assert refused.value.field == "because"
    row.move(cast.by, DAY + dt.timedelta(days=7), "The photos came late")
    row.move(cast.by, DAY + dt.timedelta(days=9), "And then the texts")
    row.refresh_from_db()
    assert (row.first_due_on, row.due_on, row.moved_because, row.has_moved) == (DAY, DAY + dt.timedelta(days=9), "And then the texts", True)
    assert Event.objects.filter(slug="milestone.moved").count() == 2


def test_the_first_day_needs_no_reason(cast):
    row = Milestone.add(planned(cast), cast.by, "Design")
    row.move(cast.by, DAY, "")
    assert (row.first_due_on, row.due_on, row.has_moved) == (DAY, DAY, False)


def test_a_milestone_is_reached_once_the_work_runs_and_can_be_undone(cast):
    project = planned(cast)
    row = Milestone.add(project, cast.by, "Design", DAY)
    with pytest.raises(Conflict, match="has not started"):
        row.reach(cast.by)
    project.start(cast.by)
    row.reach(cast.by)
    with pytest.raises(Conflict, match="The milestone is done"):
        row.move(cast.by, DAY + dt.timedelta(days=1), "Late")
    row.reopen(cast.by)
    row.drop(cast.by)
    assert (row.state, row.done_on, Milestone.objects.late(DAY + dt.timedelta(days=9)).exists()) == ("dropped", None, False)


def test_a_refused_rewrite_changes_nothing(cast):
    row = Milestone.add(planned(cast), cast.by, "Design", DAY)
    with pytest.raises(Invalid):
        rewrite(row, cast.by, name="Draft", due_on=DAY + dt.timedelta(days=1), amount_minor=None, because="")
    assert Milestone.objects.get().name == "Design"
    with pytest.raises(Invalid, match="zero or more"):
        Milestone.add(row.project, cast.by, "Design", None, -1)


def test_a_project_that_ended_takes_no_milestone(cast):
    project = planned(cast)
    project.drop(cast.by, "They moved away")
    with pytest.raises(Conflict, match="The project is dropped"):
        Milestone.add(project, cast.by, "Design")
