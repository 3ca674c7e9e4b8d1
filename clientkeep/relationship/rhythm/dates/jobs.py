"""What turns with the calendar: yearly dates that have passed fall next in another year."""

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.queue import every

from .model import ImportantDate

AT_ONCE = 500


@every("7 * * * *")
def roll_yearly_dates() -> None:
    """Roll each yearly date whose day has passed where its firm is. Safe to run a thousand times."""
    latest = clock.today("Pacific/Kiritimati")
    passed = ImportantDate.objects.filter(yearly=True, removed_at=None, next_on__lt=latest)
    with transaction.atomic():
        rows = list(passed.select_for_update(of=("self",)).select_related("workspace").order_by("next_on", "pk")[:AT_ONCE])
        for date in rows:
            date.roll(date.workspace.today())
        ImportantDate.objects.bulk_update(rows, ["next_on", "notice_on"])
