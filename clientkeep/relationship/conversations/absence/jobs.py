"""Cover begins and ends with the firm's own day."""

from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.queue import every

from .covering import settle_cover
from .model import Cover


@every("*/5 * * * *")
def follow_the_days() -> None:
    """Begin and end cover where a day has turned. Safe to run a thousand times."""
    away = Absence.objects.standing().filter(last__gte=clock.today("Pacific/Pago_Pago"), cover__isnull=False)
    either = Q(pk__in=away.values("workspace")) | Q(pk__in=Cover.objects.values("workspace"))
    for workspace in Workspace.objects.filter(either):
        settle_cover(workspace)
