"""Steps whose meeting is over are done, and what nobody heard is followed after all."""

import logging

from django.db.models import Exists, OuterRef, Q

from clientkeep.foundation import clock
from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.sales.models import Booking
from clientkeep.workspace.queue import every

from .standing import KIND, WAITING, settle

MOST = 500
log = logging.getLogger("clientkeep.playbooks")


@every("2-59/5 * * * *")
def settle_meetings_of_playbooks() -> None:
    """Be done where the meeting is over, wait again where it stands no more. Safe to run at any time, and again."""
    changed = Booking.objects.filter(pk=OuterRef("thing")).filter(Q(ends_at__lte=clock.now()) | ~Q(state="booked"))
    rows = PlaybookStep.objects.filter(Exists(changed), kind=KIND, state__in=WAITING, run__state="running").select_related("run")
    for step in rows.order_by("pk")[:MOST]:
        try:
            settle(step)
        except Exception:
            log.exception("a step could not follow its meeting", extra={"step": str(step.pk)})
