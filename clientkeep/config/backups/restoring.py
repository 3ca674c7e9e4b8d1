"""Restoring a backup: into an empty folder, or with `force` in place of what is there, which is put aside."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal

from .archive import DATABASE, DUMP, unpack
from .making import check_folder, postgresql_environment


class RestoreRefused(Refusal):
    """Nothing was restored; the message says what to do."""


@dataclass(frozen=True)
class Restored:
    """Where the data is now, where the old one was put (or None), what the check found broken (or None)."""

    folder: Path
    aside: Path | None
    broken: str | None


def restore_backup(archive: Path, folder: Path, force: bool = False) -> Restored:
    """Restore an archive as the data folder `folder` and check it.

    Raises BadArchive for a damaged file, RestoreRefused where data is there (without `force`) or is being served.
    """
    from clientkeep.config.serving.claim import is_served

    if is_served(folder):
        raise RestoreRefused("Clientkeep is running on this data. Stop it first.", "folder")
    if (folder / DATABASE).exists() and not force:
        raise RestoreRefused(f"{folder} holds data. Use --force to put it aside and restore in its place.", "folder")
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=folder.parent) as name:
        fresh = Path(name) / "data"
        fresh.mkdir(mode=0o700)
        manifest = unpack(archive, fresh)
        if manifest["engine"] != "sqlite":
            _load_postgresql(fresh / DUMP, force)
        aside = _put_aside(folder)
        os.rename(fresh, folder)
    return Restored(folder, aside, check_folder(folder) if manifest["engine"] == "sqlite" else None)


def _put_aside(folder: Path) -> Path | None:
    if not folder.exists():
        return None
    if not any(folder.iterdir()):
        folder.rmdir()
        return None
    aside = folder.with_name(f"{folder.name}-before-restore-{clock.now():%Y%m%dT%H%M%SZ}")
    os.rename(folder, aside)
    return aside


def _load_postgresql(dump: Path, force: bool) -> None:
    if not os.environ.get("DATABASE_URL") or shutil.which("pg_restore") is None:
        raise RestoreRefused("This backup is of PostgreSQL: set DATABASE_URL and install its client programs.")
    connected = postgresql_environment()
    command = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={connected['PGDATABASE']}"]
    if force:
        command += ["--clean", "--if-exists"]
    ran = subprocess.run([*command, str(dump)], capture_output=True, text=True, env={**os.environ, **connected})
    if ran.returncode:
        said = ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else "nothing"
        raise RestoreRefused(f"pg_restore said: {said} (--force replaces tables that are there)")
