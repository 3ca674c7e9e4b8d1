"""A firm that had one list of criteria finds it as its usual checklist, and what was judged by it as it was."""

import tempfile
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.postgres import cluster

BEFORE_AND_AFTER = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
def at(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("sales", name)])
    return MigrationExecutor(connection).loader.project_state([("sales", name)]).apps.get_model
model = at("0006_guides")
firm = model("members", "Workspace").objects.create(name="North")
def criterion(place, label, **more):
    return model("sales", "Criterion").objects.create(
        workspace=firm, place=place, label=label, kind="yes_no", weight=10, grades=[["Yes", 100], ["No", 0]], **more
    )
first, gone = criterion(1, "Fits"), criterion(2, "Gone", retired_at="2026-11-01T00:00Z")
stage = model("sales", "Stage").objects.create(workspace=firm, place=1, name="New", probability=10, stale_days=3)
for title in ("Answered", "Open"):
    found = model("sales", "Opportunity").objects.create(workspace=firm, title=title, currency="EUR", stage=stage, stale_on="2026-12-01")
    if title == "Answered":
        for each in (first, gone):
            model("sales", "Answer").objects.create(workspace=firm, opportunity=found, criterion=each, value="Yes", answered_by="June")
model = at("0009_criteria_in_their_lists")
for each in model("sales", "Checklist").objects.all():
    print(each.name, each.is_usual, each.threshold, sorted(each.criteria.values_list("label", flat=True)))
for each in model("sales", "Assessment").objects.select_related("opportunity"):
    print(each.opportunity.title, [(asked["label"], asked["id"] == str(first.pk), asked["grades"]) for asked in each.asked], each.ended_at)
"""
CARRIED = [
    "Usual checklist True None ['Fits', 'Gone']",
    "Answered [('Fits', True, [['Yes', 100], ['No', 0]])] None",
]


def carried(folder: Path, **environment: str) -> list[str]:
    made = Installation(folder / "data", **environment)
    made.folder.mkdir(parents=True)
    return made.python(BEFORE_AND_AFTER).splitlines()


@pytest.mark.long
def test_the_one_list_is_carried_over(tmp_path):
    assert carried(tmp_path) == CARRIED


@pytest.mark.long
@pytest.mark.postgres
def test_the_one_list_is_carried_over_on_postgresql():
    with tempfile.TemporaryDirectory(prefix="clientkeep-carrying-") as name, cluster(Path(name) / "pg") as url:
        assert carried(Path(name), DATABASE_URL=url) == CARRIED
