"""The work on projects: days that were said, one that moved, what was reached."""

import datetime as dt

from clientkeep.lifecycle.delivery.models import Milestone, Project

from .story import Story


def gets_days(story: Story, days_ago: int, paper: str, in_days: list[int]) -> None:
    """The project of an accepted paper gets a day for each milestone, counted from then."""

    def act() -> None:
        project, today = _of(story, paper), story.firm.workspace.today()
        project.change(story.firm.june, starts_on=today, ends_on=today + dt.timedelta(days=in_days[-1]))
        for row, days in zip(project.milestones.in_order(), in_days, strict=False):
            row.move(story.firm.june, today + dt.timedelta(days=days), "")

    story.on(days_ago, act, 17)


def starts(story: Story, days_ago: int, paper: str) -> None:
    story.on(days_ago, lambda: _of(story, paper).start(story.firm.june), 9)


def moves(story: Story, days_ago: int, paper: str, place: int, by_days: int, because: str) -> None:
    """One milestone, by its place, goes to a later day."""

    def act() -> None:
        row = _of(story, paper).milestones.in_order()[place]
        row.move(story.firm.june, row.due_on + dt.timedelta(days=by_days), because)

    story.on(days_ago, act, 16)


def reaches(story: Story, days_ago: int, paper: str, name: str) -> None:
    story.on(days_ago, lambda: _of(story, paper).milestones.get(name=name).reach(story.firm.june), 16)


def finishes(story: Story, days_ago: int, paper: str) -> None:
    story.on(days_ago, lambda: _of(story, paper).finish(story.firm.june), 17)


def plans(story: Story, days_ago: int, name: str, steps: list[tuple[str, int]]) -> None:
    """A project without a quote, begun at once; the days of its milestones count from today, the end of the story."""

    def act() -> None:
        firm = story.firm
        project = Project.plan(story.client, firm.rowan, name=name, owner=firm.colleague)
        for step, in_days in steps:
            Milestone.add(project, firm.june, step, firm.today + dt.timedelta(days=in_days))
        project.start(firm.june)

    story.on(days_ago, act, 10)


def reaches_own(story: Story, days_ago: int, name: str) -> None:
    """A milestone of a project without a quote."""
    story.on(days_ago, lambda: Milestone.objects.get(name=name, project__client=story.client, project__source=None).reach(story.firm.june), 16)


def _of(story: Story, paper: str) -> Project:
    return Project.objects.select_related("client", "workspace", "source").get(source=story.papers[paper])
