"""The morning after a promise of theirs has passed its day, a reminder is drafted: once, and sent by nobody but a person."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.queue import every

from .model import Promise
from .reminder import Reminder

MORNING = dt.time(6)
MOST_AT_ONCE = 200
# What has been late for longer was decided on by a person, or came with an import.
LOOKED_BACK = dt.timedelta(days=30)


@every("7,37 * * * *")
def draft_reminders() -> None:
    """Draft what is due in each firm whose morning has come. Safe to run at any time, and again."""
    for firm in Workspace.objects.order_by("pk").iterator():
        if clock.now().astimezone(ZoneInfo(firm.time_zone)).time() >= MORNING:
            _draft_for(firm)


def _draft_for(firm: Workspace) -> None:
    today = firm.today()
    drafted = Reminder.objects.filter(promise=OuterRef("pk"), due_on=OuterRef("due_on"))
    late = Promise.objects.filter(workspace=firm, side="theirs", client__archived_at=None, due_on__gte=today - LOOKED_BACK).late(today)
    for promise in late.filter(~Exists(drafted)).order_by("due_on", "pk")[:MOST_AT_ONCE]:
        try:
            Reminder.draft(promise)
        except Conflict:
            continue  # it was kept, moved or dropped while we looked
