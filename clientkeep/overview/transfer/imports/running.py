"""Running an import: batches, each one transaction, so that it can be killed at any row and go on where it was."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import confirm_lease

from .. import events
from .batch import Batch
from .model import UNDO_LIFE, Import
from .row import ImportRow

BATCH = 250
WORDS = {"created": "new", "updated": "updated", "same": "the same", "skipped": "left out", "refused": "refused"}


def start(whole: Import, by: Actor) -> None:
    """Let an import run: everything that is decided and not done. Raises Conflict where there is nothing to do."""
    with transaction.atomic():
        whole.refresh_from_db()
        total = whole.rows.pending().count()
        if not total:
            raise Conflict("Nothing is left to import. Decide the conflicts first.", "state")
        moved = whole.move_to(
            "running", "planned", "done", "failed", total=total, done=0, by_id=by.id, by_name=by.name[:200],
            started_at=whole.started_at or clock.now(), error="",
        )  # fmt: skip
        if not moved:
            raise Conflict("This import is not ready to run.", "state")


def run(import_id: uuid.UUID, progress: Callable[[int, int], Any] | None = None) -> None:
    """Run what is left of an import to its end. Running it twice, or again after a kill, does nothing twice."""
    while (whole := _batch(import_id)) is not None:
        if progress:
            progress(whole.done, whole.total)


def _batch(import_id: uuid.UUID) -> Import | None:
    """One batch; None when the import has ended."""
    try:
        with transaction.atomic():
            return _write(import_id, BATCH)
    except OperationalError:
        raise  # the database is busy, full or away: the queue tries again
    except Refusal as problem:
        return _one_by_one(import_id, problem)
    except Exception as problem:
        if type(problem).__name__ == "LeaseLost":
            raise
        return _one_by_one(import_id, problem)


def _one_by_one(import_id: uuid.UUID, problem: Exception) -> Import | None:
    """A batch failed as a whole: each of its rows by itself, so that one bad row stops no other."""
    whole = None
    for _ in range(BATCH):
        try:
            with transaction.atomic():
                whole = _write(import_id, 1)
        except OperationalError:
            raise
        except Exception as reason:
            whole = _refuse_next(import_id, reason)
        if whole is None:
            return None
    return whole


def _write(import_id: uuid.UUID, most: int) -> Import | None:
    whole = _locked(import_id)
    if whole is None:
        return None
    rows = list(whole.rows.pending()[:most])
    if not rows:
        _finish(whole)
        return None
    Batch(whole, rows).write()
    whole.done += len(rows)
    whole.save(update_fields=["done", "seen_seq", "newcomers"])
    confirm_lease()
    return whole


def _refuse_next(import_id: uuid.UUID, reason: Exception) -> Import | None:
    """Mark the row that could not be written, with the reason in words."""
    with transaction.atomic():
        whole = _locked(import_id)
        row = whole and whole.rows.pending().first()
        if not row:
            return None
        said = reason.message if isinstance(reason, Refusal) else f"It could not be written ({type(reason).__name__})."
        row.verdict, row.outcome, row.done_at = "refused", "refused", clock.now()
        row.reasons = [*row.reasons, said]
        row.save(update_fields=["verdict", "outcome", "done_at", "reasons"])
        whole.done += 1
        whole.save(update_fields=["done"])
        confirm_lease()
    return whole


def _locked(import_id: uuid.UUID) -> Import | None:
    rows = Import.objects.select_for_update(of=("self",)).select_related("workspace")
    return rows.filter(pk=import_id, state="running").first()


def _finish(whole: Import) -> None:
    now = clock.now()
    outcomes = {word: count for word, count in whole.rows.counted("outcome").items() if word}
    ImportRow.objects.filter(whole=whole, done_at__isnull=False).exclude(record={}).update(record={})
    whole.move_to(
        "done", "running", ended_at=now, undo_until=now + UNDO_LIFE, outcomes=outcomes,
        counts=whole.rows.counted("verdict"),
    )  # fmt: skip
    words = ", ".join(f"{outcomes[key]:,} {word}" for key, word in WORDS.items() if outcomes.get(key)) or "nothing"
    record(events.ImportFinished, workspace_id=whole.workspace_id, by=whole.by, about=whole, file=whole.name, words=words)
