"""Drafting what is due: safe to run at any time, any number of times, by any number of schedulers."""

from clientkeep.foundation import clock
from clientkeep.workspace.queue import every

from .model import Schedule


@every("5 * * * *")
def draft_what_is_due() -> None:
    """Draft the invoices whose day has come somewhere; each workspace's own date decides."""
    latest = clock.today("Pacific/Kiritimati")  # the first place on earth where a day begins
    due = Schedule.objects.filter(state="active", next_on__lte=latest).select_related("source__client", "workspace")
    for schedule in due.order_by("next_on")[:1000]:
        schedule.draft_due()
