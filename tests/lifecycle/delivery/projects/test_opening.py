"""What is accepted opens its project with its milestones exactly once, also when the process dies in between."""

import datetime as dt

import pytest

from clientkeep.foundation import clock, faults
from clientkeep.lifecycle.delivery.models import Milestone, Project
from clientkeep.lifecycle.delivery.projects.opening import open_from
from clientkeep.lifecycle.delivery.projects.reactions import open_project
from clientkeep.workspace.journal.jobs import dispatch_what_is_due
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.queue import run_due_jobs

LINES = [{"description": "Design\nthree drafts", "unit_price": "1200"}, {"description": "Build", "unit_price": "800.50"}]


class Killed(BaseException):
    """As by kill -9: nothing that handles errors sees it."""


def test_the_project_stands_once_however_often_the_news_come(cast):
    quote = cast.document("quote", lines=LINES, title="New website")
    quote.accept(cast.by, "Jo March")
    run_due_jobs()
    for _ in range(3):
        open_project(Event.objects.get(slug="document.accepted"))
    project = Project.objects.get()
    assert (project.name, project.state, project.source_id, project.currency) == ("New website", "planned", quote.pk, "USD")
    assert list(project.milestones.in_order().values_list("name", "due_on", "amount_minor")) == [("Design", None, 120_000), ("Build", None, 80_050)]
    assert Event.objects.filter(slug="project.opened").count() == 1


@pytest.mark.parametrize("where", ["project.before_milestones", "project.before_commit"])
def test_killed_between_two_steps_it_is_finished_by_the_sweep(cast, monkeypatch, where):
    quote = cast.document("quote", lines=LINES)
    quote.accept(cast.by, "Jo March")

    def die(name):
        if name == where:
            raise Killed(name)

    later = clock.now() + dt.timedelta(minutes=2)
    with monkeypatch.context() as armed, pytest.raises(Killed), clock.moved(later):
        armed.setattr(faults, "point", die)
        dispatch_what_is_due()
    assert (Project.objects.count(), Milestone.objects.count()) == (0, 0)
    with clock.moved(later):
        dispatch_what_is_due()
        dispatch_what_is_due()
    assert (Project.objects.get().source_id, Milestone.objects.count()) == (quote.pk, 2)


def test_what_was_not_accepted_or_was_taken_back_opens_none(cast):
    quote = cast.document("quote")
    assert open_from(quote, cast.by) is None
    quote.accept(cast.by)
    quote.void(cast.by, "Wrong client")
    assert open_from(quote, cast.by) is None
    assert not Project.objects.exists()


def test_what_follows_an_accepted_document_belongs_to_its_project(cast):
    quote = cast.document("quote")
    quote.accept(cast.by)
    second = cast.document("quote", issue=False)
    type(second).objects.filter(pk=second.pk).update(source=quote)
    second.refresh_from_db()
    second.issue(cast.by)
    second.accept(cast.by)
    run_due_jobs()
    assert [row.source_id for row in Project.objects.all()] == [quote.pk]
