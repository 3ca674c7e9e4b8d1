"""The monthly letter is due in the first days of a month; running this a thousand times writes nothing new."""

from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from .letter import write_letters


@every("40 7 * * *")
def write_monthly_letters() -> None:
    """Sweep: one job for each firm."""
    for firm in Workspace.objects.order_by("pk"):
        with fair_share(firm.pk):
            enqueue_once(write_figures, f"figures:{firm.pk}", str(firm.pk))


@task
def write_figures(workspace_id: str) -> None:
    """Write one firm's letters."""
    write_letters(Workspace.objects.get(pk=workspace_id))
