"""Runs for a list: where each stands, in one question for all their steps."""

from typing import Any

from clientkeep.workspace.members.acting import Acting

from .queries import RunQuerySet
from .run_step import PlaybookStep
from .telling import told_run


def told_runs(acting: Acting, rows: RunQuerySet) -> list[dict[str, Any]]:
    """Each run with its progress and the line that says where it stands."""
    runs = list(rows.select_related("client", "contact", "document"))
    steps: dict[object, list[PlaybookStep]] = {}
    for step in PlaybookStep.objects.filter(run__in=[run.pk for run in runs]):
        steps.setdefault(step.run_id, []).append(step)
    for run in runs:
        run.workspace = acting.workspace
    return [told_run(run, steps.get(run.pk, ())) for run in runs]
