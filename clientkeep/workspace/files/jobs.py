"""Sweeps of the file store: passing files end after a day, bytes without a row are removed after a day."""

import datetime as dt
import uuid
from pathlib import Path

from clientkeep.foundation import clock
from clientkeep.workspace.queue import every

from . import storage
from .models import StoredFile
from .queries import PASSING, PASSING_LIFE

GRACE = dt.timedelta(hours=24)
BATCH = 500


@every("17 * * * *")
def end_passing_files() -> None:
    """Remove imports, exports and other passing files a day after they were made, bytes and all."""
    old = StoredFile.objects.filter(purpose__in=PASSING, created_at__lt=clock.now() - PASSING_LIFE, removed_at=None)
    for identity in list(old.values_list("pk", flat=True)):
        StoredFile.objects.filter(pk=identity).update(removed_at=clock.now())
        storage.forget(identity)


@every("37 * * * *")
def remove_what_is_gone() -> None:
    """Delete bytes whose row was removed a day ago, or that never got a row."""
    paths = list(storage.all_paths())
    for start in range(0, len(paths), BATCH):
        _sweep(paths[start : start + BATCH])


def orphans() -> list[Path]:
    """Files in the store that have no row and are older than the grace of a day."""
    return [path for path in storage.all_paths() if _is_old(path) and not _has_row(path)]


def missing() -> list[StoredFile]:
    """Files on record whose bytes are not there, or are not those that were stored."""
    kept = StoredFile.objects.filter(removed_at=None).order_by("pk")
    return [stored for stored in kept.iterator(chunk_size=500) if not storage.is_whole(stored)]


def _sweep(paths: list[Path]) -> None:
    named = {path: _id_in(path) for path in paths}
    ids = [identity for identity in named.values() if identity]
    removed = dict(StoredFile.objects.filter(pk__in=ids).values_list("pk", "removed_at"))
    gone = [identity for identity, moment in removed.items() if moment and moment < clock.now() - GRACE]
    gone_for_good = set(gone) - storage.still_needed(gone)
    for path, identity in named.items():
        if identity in gone_for_good or (identity not in removed and _is_old(path)):
            path.unlink(missing_ok=True)


def _has_row(path: Path) -> bool:
    identity = _id_in(path)
    return identity is not None and StoredFile.objects.filter(pk=identity).exists()


def _id_in(path: Path) -> uuid.UUID | None:
    try:
        return uuid.UUID(hex=path.name)
    except ValueError:
        return None


def _is_old(path: Path) -> bool:
    try:
        written = path.stat().st_mtime
    except FileNotFoundError:
        return False
    return clock.now().timestamp() - written > GRACE.total_seconds()
