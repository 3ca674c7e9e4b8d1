"""Runs for a list: where each stands, in one question for all their steps."""

from collections.abc import Iterable

from clientkeep.workspace.members.acting import Acting

from .run import SequenceRun
from .step import PENDING, SequenceStep
from .telling import RUN_WORDS, standing


def told_runs(acting: Acting, rows: Iterable[SequenceRun]) -> list[dict]:
    """Each run with its word and the line that says where it stands."""
    runs = list(rows.select_related("client", "contact"))
    steps: dict[object, list[SequenceStep]] = {}
    for step in SequenceStep.objects.filter(run__in=[run.pk for run in runs], state__in=PENDING).order_by("position"):
        steps.setdefault(step.run_id, []).append(step)
    for run in runs:
        run.workspace = acting.workspace
    return [{"run": run, "label": RUN_WORDS[run.state], "standing": standing(run, steps.get(run.pk, ()))} for run in runs]
