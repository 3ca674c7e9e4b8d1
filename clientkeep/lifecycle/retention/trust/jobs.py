"""Reading the accounts: each hour what has changed, after a change of the weights all of them."""

from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from .standing import TrustStanding, read_all


@every("20 * * * *")
def read_what_changed() -> None:
    """Sweep: one job for each firm."""
    for workspace in Workspace.objects.order_by("pk"):
        plan_reading(workspace)


@task
def read_accounts(workspace_id: str) -> None:
    """Read one firm's accounts."""
    read_all(Workspace.objects.get(pk=workspace_id))


def plan_reading(workspace: Workspace, anew: bool = False) -> None:
    """Enqueue the reading, in the caller's transaction; `anew` reads every account, as after a change of weights."""
    if anew:
        TrustStanding.objects.filter(workspace=workspace).update(read_on="1970-01-01")
    with fair_share(workspace.pk):
        enqueue_once(read_accounts, f"trust:{workspace.pk}", str(workspace.pk))
