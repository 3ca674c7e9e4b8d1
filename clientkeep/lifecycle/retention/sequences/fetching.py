"""Finding sequences, runs and steps through what a person may see: the same Http404 for what is foreign and what never was."""

import uuid

from django.http import Http404

from clientkeep.workspace.members.acting import Acting

from .model import Sequence
from .run import SequenceRun
from .step import SequenceStep


def visible_sequence(acting: Acting, sequence_id: uuid.UUID | str) -> Sequence:
    found = Sequence.objects.visible_to(acting).filter(pk=sequence_id).first()
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def visible_run(acting: Acting, run_id: uuid.UUID) -> SequenceRun:
    rows = SequenceRun.objects.visible_to(acting).select_related("client__owner__user", "contact", "member__user", "sequence")
    found = rows.filter(pk=run_id).first()
    if found is None:
        raise Http404
    found.workspace = found.client.workspace = acting.workspace
    return found


def visible_step(acting: Acting, step_id: uuid.UUID) -> SequenceStep:
    rows = SequenceStep.objects.visible_to(acting).select_related("run__client__owner__user", "run__contact", "run__member__user", "letter")
    found = rows.filter(pk=step_id).first()
    if found is None:
        raise Http404
    found.run.workspace = found.run.client.workspace = acting.workspace
    return found


def step_at(sequence: Sequence, number: int) -> dict:
    """The step of a sequence with this number, counted from 1; Http404 for none."""
    if not 1 <= number <= len(sequence.steps):
        raise Http404
    return sequence.steps[number - 1]
