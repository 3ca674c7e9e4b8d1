"""What sequences do by the clock: safe to run at any time, any number of times, by any number of schedulers."""

import logging
from typing import Any

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.workspace.queue import every

from .advancing import letter_dropped, letter_left
from .outgoing import hindrance, send_by_itself
from .planning import look_later
from .step import STATES, SequenceStep
from .stopping import stop_if_due

MOST = 500
log = logging.getLogger("clientkeep.sequences")


@every("* * * * *")
def go_on_with_sequences() -> None:
    """Open each step whose time has come; one that fails is looked at later, and the others go on."""
    for pk in list(SequenceStep.objects.opening(clock.now()).values_list("pk", flat=True)[:MOST]):
        try:
            _open(pk)
        except Exception as problem:
            log.exception("a step of a sequence could not be opened", extra={"step": str(pk)})
            _put_off(pk, problem)


@every("3-59/10 * * * *")
def settle_letters_of_sequences() -> None:
    """Sweep: what left or was dropped while nobody listened is through as well."""
    settled = SequenceStep.objects.filter(state="outbox", run__state__in=("running", "paused"), letter__state__in=("sent", "dropped"))
    for step in settled.select_related("run", "letter").order_by("pk")[:MOST]:
        if step.letter.state == "sent":
            letter_left(step)
        else:
            letter_dropped(step, by_person=False)


def _open(pk: Any) -> None:
    with transaction.atomic():
        step = SequenceStep.objects.select_related("run__contact").get(pk=pk)
        step.hold()
        run = step.run
        if not _is_due(step):
            return  # somebody was quicker
        if stop_if_due(run):
            return
        if step.kind == "task":
            _move(step, "open")
        elif why := hindrance(run):
            look_later(step, why)
        elif step.by_itself:
            send_by_itself(step)
        else:
            _move(step, "waiting")


def _is_due(step: SequenceStep) -> bool:
    return step.run.state == "running" and step.state == "planned" and step.opens_at is not None and step.opens_at <= clock.now()


def _move(step: SequenceStep, state: str) -> None:
    STATES.check(step.state, state, "This step")
    step.state, step.held, step.opens_at = state, "", None
    step.save(update_fields=["state", "held", "opens_at"])


def _put_off(pk: Any, problem: Exception) -> None:
    said = problem.message if isinstance(problem, Refusal) else "It could not be written. It is tried again."
    step = SequenceStep.objects.filter(pk=pk, state="planned").first()
    if step:
        look_later(step, said)
