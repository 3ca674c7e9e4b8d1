"""Credentials end on their day, whether anybody remembers or not."""

from clientkeep.foundation.errors import Conflict
from clientkeep.workspace.members.acting import SYSTEM
from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.queue import every

from .model import Credential


@every("9,39 * * * *")
def destroy_expired() -> None:
    """Destroy what was kept past its last day, by each firm's own calendar. Safe to run at any time, and again."""
    held = Credential.objects.filter(state="held", expires_on__isnull=False)
    firms = held.values("workspace")
    for firm in Workspace.objects.filter(pk__in=firms).order_by("pk"):
        for found in held.filter(workspace=firm, expires_on__lt=firm.today()).select_related("client").order_by("pk"):
            _expire(found)


def _expire(found: Credential) -> None:
    try:
        found.end("expired", SYSTEM, "its last day is past")
    except Conflict:
        pass  # it ended, or was asked for anew, while we looked
