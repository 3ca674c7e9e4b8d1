"""Bytes on the disk, named by their row's id in fan-out folders. Written once, never overwritten."""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings

from clientkeep.foundation.registry import Registry

from .models import StoredFile

# What rooms above still need although its row was removed: `ask(ids) -> ids still needed`.
KEEPERS: Registry[Callable[[list[uuid.UUID]], Iterable[uuid.UUID]]] = Registry("keeper of files")


def path_of(stored: StoredFile) -> Path:
    """Return where a file's bytes lie. The path is made from the row's id alone, never from a name."""
    return path_of_id(stored.pk)


def path_of_id(identity: uuid.UUID) -> Path:
    name = identity.hex
    # The last digits of a UUIDv7 are random, the first are the time: fan out by the last.
    return Path(settings.MEDIA) / name[-2:] / name


def write(identity: uuid.UUID, content: bytes) -> tuple[int, str]:
    """Put bytes on the disk under an id; returns their size and SHA-256. FileExistsError where the id is taken.

    The bytes are whole and synced before the name exists, so a crash leaves either all or nothing.
    """
    target = path_of_id(identity)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    passing = target.with_name(f"{target.name}.{uuid.uuid4().hex}.part")
    try:
        _write_synced(passing, content)
        os.link(passing, target)
    finally:
        passing.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return len(content), hashlib.sha256(content).hexdigest()


def read(stored: StoredFile) -> bytes:
    """Return a file's bytes. FileNotFoundError where they are missing."""
    return path_of(stored).read_bytes()


def is_whole(stored: StoredFile) -> bool:
    """Tell whether the bytes are there and are those that were stored."""
    try:
        content = read(stored)
    except FileNotFoundError:
        return False
    return len(content) == stored.size and hashlib.sha256(content).hexdigest() == stored.sha256


def forget(identity: uuid.UUID) -> None:
    """Delete the bytes of an id, if they are there."""
    path_of_id(identity).unlink(missing_ok=True)


def all_paths() -> Iterable[Path]:
    """Each file in the store, leftovers of broken writes included."""
    root = Path(settings.MEDIA)
    return (path for folder in sorted(root.glob("??")) for path in sorted(folder.iterdir()))


def still_needed(ids: list[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these removed files something above still needs, such as a letter that has not left."""
    return {needed for ask in KEEPERS for needed in ask(ids)}


def _write_synced(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
