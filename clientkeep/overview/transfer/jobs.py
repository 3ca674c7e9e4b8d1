"""The room's background work: rehearsing large files, running and undoing imports, forgetting old rows."""

import uuid

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from .imports import planning, running, undoing
from .imports.model import UNDO_LIFE, Import
from .imports.row import ImportRow

AT_ONCE = 1_500


@task
def rehearse_import(import_id: str) -> None:
    """Rehearse a file."""
    whole = Import.objects.select_related("workspace", "file").get(pk=import_id)
    if whole.state != "planning":
        return
    try:
        planning.plan(whole)
    except Refusal as problem:
        whole.move_to("failed", "planning", error=problem.message)


@task
def run_import(import_id: str) -> None:
    """Run an import from where it stands."""
    running.run(uuid.UUID(import_id))


@task
def undo_import(import_id: str) -> None:
    """Undo an import from where its undoing stands."""
    undoing.run(uuid.UUID(import_id))


@every("23 3 * * *")
def forget_old_imports() -> None:
    """Thirty days after its end an import cannot be undone: its rows are let go, its sums stay. So are rehearsals."""
    now = clock.now()
    over = Import.objects.filter(state__in=("done", "undone"), undo_until__lt=now)
    settled = over.exclude(rows__verdict="conflict", rows__done_at=None)
    ImportRow.objects.filter(whole__in=settled).exclude(outcome="archived").delete()
    for whole in Import.objects.filter(started_at=None, created_at__lt=now - UNDO_LIFE).exclude(state="dropped"):
        whole.drop()


def begin_rehearsal(whole: Import) -> None:
    """Rehearse now where the file is short, else in a job."""
    whole.move_to("planning", "read", "planned", "failed", done=0, total=whole.file_rows, error="")
    if whole.file_rows <= AT_ONCE:
        rehearse_import.call(str(whole.pk))
        whole.refresh_from_db()
    else:
        _enqueue(rehearse_import, whole)


def begin_run(whole: Import, by) -> None:
    """Start the run and leave it to a job."""
    from django.db import transaction

    with transaction.atomic():
        running.start(whole, by)
        _enqueue(run_import, whole)


def begin_undo(whole: Import, by) -> None:
    """Start the undoing and leave it to a job."""
    from django.db import transaction

    with transaction.atomic():
        undoing.start(whole, by)
        _enqueue(undo_import, whole)


def _enqueue(job, whole: Import) -> None:
    with fair_share(whole.workspace_id):
        enqueue_once(job, f"{job.module_path}:{whole.pk}"[:200], str(whole.pk))
