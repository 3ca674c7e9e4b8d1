"""What a proposal promises beside its prices stands in the ledger from the acceptance on, and plans the project."""

import datetime as dt

from clientkeep.lifecycle.agreements.models import ScopeEntry
from clientkeep.lifecycle.agreements.scope.change_order import ChangeOrder
from clientkeep.lifecycle.agreements.scope.ledger import ledger_of
from clientkeep.lifecycle.agreements.scope.model import agreed_of
from clientkeep.lifecycle.delivery.models import Milestone, Project
from clientkeep.workspace.queue import run_due_jobs

from ..proposals.offer import BLOCKS, block_of, proposal


def accepted(cast, blocks=BLOCKS):
    made = proposal(cast, blocks)
    made.accept(cast.by, "Jo March", {"package": block_of(made, "package", 0)["id"]})
    return made


def test_allowances_days_and_what_is_not_included_stand_in_the_baseline(cast):
    made = accepted(cast)
    now = agreed_of(made)
    assert [(each.part, each.what, each.amount_minor, each.due_on, each.revisions) for each in now.items] == [
        ("line", "Workshop", 50_000, None, None), ("line", "One-page site", 200_000, None, None), ("deliverable", "Site", 0, None, 2),
        ("milestone", "Draft", 0, dt.date(2026, 4, 1), None), ("milestone", "Launch, 4 weeks after the draft", 0, None, None),
    ]  # fmt: skip
    assert [each.what for each in now.excluded] == ["Hosting"]
    assert now.price_minor == 250_000 and now.ends_on == dt.date(2026, 4, 1)
    assert list(ScopeEntry.objects.order_by("place").values_list("place", flat=True)) == [0, 1, 2, 3, 4, 5]


def test_the_projects_milestones_are_those_of_the_timeline(cast):
    accepted(cast)
    run_due_jobs()
    project = Project.objects.get()
    assert [(row.name, row.due_on) for row in Milestone.objects.filter(project=project).in_order()] == [
        ("Draft", dt.date(2026, 4, 1)), ("Launch, 4 weeks after the draft", None)
    ]  # fmt: skip


def test_without_a_timeline_the_lines_are_the_milestones(cast):
    accepted(cast, [block for block in BLOCKS if block["type"] != "timeline"])
    run_due_jobs()
    assert [row.name for row in Milestone.objects.in_order()] == ["Workshop", "One-page site"]


def test_a_change_order_moves_a_milestone_and_allows_more_rounds(cast):
    made = accepted(cast)
    run_due_jobs()
    keys = {each.what: each.item for each in agreed_of(made).items}
    change = ChangeOrder.write(made, cast.by, title="Later", moved={keys["Draft"]: dt.date(2026, 5, 4)}, allowed={keys["Site"]: 3}, form_token="one")
    change.issue(cast.by)
    change.accept(cast.by, "Jo March")
    run_due_jobs()
    now = {each.what: each for each in agreed_of(made).items}
    assert (now["Draft"].due_on, now["Site"].revisions) == (dt.date(2026, 5, 4), 3)
    assert Milestone.objects.get(name="Draft").due_on == dt.date(2026, 5, 4)
    assert ledger_of(made, cast.north.today()).price.minor == 250_000


def test_both_sides_read_it(cast, as_member):
    made = accepted(cast)
    page = as_member(cast.olivia).get(f"/documents/{made.pk}/scope/").content.decode()
    assert "Not included" in page and "Hosting" in page and "Launch, 4 weeks after the draft" in page
