"""What playbooks do by the clock: safe to run at any time, any number of times, by any number of schedulers."""

import logging

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.queue import every

from .going_on import LATER, go_on
from .letters import letter_dropped, letter_left
from .run import PlaybookRun
from .run_step import PlaybookStep

MOST = 500
log = logging.getLogger("clientkeep.playbooks")


@every("* * * * *")
def go_on_with_playbooks() -> None:
    """Take each run further whose step has come due; one that fails is looked at later, and the others go on."""
    due = PlaybookStep.objects.opening(clock.now()).values_list("run_id", flat=True)[:MOST]
    for pk in dict.fromkeys(due):
        try:
            with transaction.atomic():
                run = PlaybookRun.objects.get(pk=pk)
                run.hold()
                if run.is_running:
                    go_on(run)
                    _look_away(run)
        except Exception:
            log.exception("a playbook could not go on", extra={"run": str(pk)})
            PlaybookStep.objects.opening(clock.now()).filter(run=pk).update(opens_at=clock.now() + LATER)


@every("4-59/10 * * * *")
def settle_letters_of_playbooks() -> None:
    """Sweep: what left or was dropped while nobody listened is seen as well."""
    settled = PlaybookStep.objects.filter(state="outbox", run__state="running", letter__state__in=("sent", "dropped"))
    for step in settled.select_related("run", "letter").order_by("pk")[:MOST]:
        with transaction.atomic():
            if step.letter.state == "sent":
                letter_left(step)
            else:
                letter_dropped(step, "")


def _look_away(run: PlaybookRun) -> None:
    """A step that is due and waits for another one is opened by that one's end: the sweep need not look each minute."""
    run.steps.filter(state="planned", opens_at__lte=clock.now()).update(opens_at=None)
