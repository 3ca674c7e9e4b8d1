"""What becomes of a step whose letter has left the outbox, one way or the other."""

from django.db import transaction

from clientkeep.workspace.members.acting import SYSTEM

from .outgoing import hindrance, return_to_plan
from .step import SequenceStep


def letter_left(step: SequenceStep) -> None:
    """Its letter left: the step is through, and the next gets its day. Safe to repeat."""
    with transaction.atomic():
        if _held(step, "sent"):
            step.end("sent", SYSTEM)


def letter_dropped(step: SequenceStep, by_person: bool) -> None:
    """Its letter was dropped: by a person, so the step is left out; else it comes again once nothing stands against it."""
    with transaction.atomic():
        if not _held(step, "dropped"):
            return
        if by_person:
            step.end("skipped", SYSTEM)
        elif step.run.state == "running":
            return_to_plan(step, hindrance(step.run) or "It was held back just before it left.")


def _held(step: SequenceStep, letter_state: str) -> bool:
    """Lock run and step; whether the step still waits for this letter, of a run that has not ended."""
    step.hold()
    return step.state == "outbox" and step.letter.state == letter_state and step.run.is_live
