"""Making a backup while serving: an online copy of the database first, then the files it speaks of, then the keys."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal

from .archive import DATABASE, DUMP, KEYS, BadArchive, pack, unpack
from .counting import count_rows


class BackupFailed(Refusal):
    """No backup was made; the message says why."""


def make_backup(target: Path, verify: bool = True) -> dict[str, int]:
    """Write a backup to `target` and prove it by restoring it into a passing folder; returns rows by table.

    Raises BackupFailed where it cannot be made or does not prove itself; then there is no file at `target`.
    """
    if target.exists():
        raise BackupFailed(f"{target} exists. Choose another name.", "file")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="clientkeep-backup-", dir=target.parent) as name:
        folder = Path(name)
        rows = _copy_database(folder)
        _copy_files(folder)
        for key in KEYS:
            shutil.copy2(settings.DATA / key, folder / key)
        pack(folder, target, {"made_at": clock.now().isoformat(), "engine": connection.vendor, "rows": rows})
    if verify:
        try:
            verify_backup(target)
        except (BadArchive, BackupFailed):
            target.unlink(missing_ok=True)
            raise
    return rows


def verify_backup(archive: Path) -> None:
    """Restore into a passing folder and run every check there. Raises BackupFailed with the first broken thing."""
    with tempfile.TemporaryDirectory(prefix="clientkeep-verify-", dir=archive.parent) as name:
        folder = Path(name) / "restored"
        manifest = unpack(archive, folder)
        if manifest["engine"] == "sqlite":
            said = check_folder(folder)
            if said:
                raise BackupFailed(f"The backup did not pass its check: {said}", "file")
            if count_rows(folder / DATABASE) != manifest["rows"]:
                raise BackupFailed("The backup does not hold as many rows as the database had.", "file")


def check_folder(folder: Path) -> str | None:
    """Run `clientkeep check` over a data folder in a process of its own; returns what it says is broken, or None."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CLIENTKEEP_TREE")}
    ran = subprocess.run(
        [sys.executable, "-m", "clientkeep.config.command_line", "check"],
        env={**kept, "CLIENTKEEP_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "clientkeep.config.settings"},
        capture_output=True,
        text=True,
    )
    return None if ran.returncode == 0 else (ran.stdout + ran.stderr).strip()[-2000:]


def _copy_database(folder: Path) -> dict[str, int]:
    if connection.vendor == "sqlite":
        return _copy_sqlite(Path(connection.settings_dict["NAME"]), folder / DATABASE)
    return _dump_postgresql(folder / DUMP)


def _copy_sqlite(source: Path, target: Path) -> dict[str, int]:
    """SQLite's online backup, in one step: in WAL mode nobody who writes waits for it."""
    from clientkeep.config.settings.database import sqlite3

    reading, writing = sqlite3.connect(source, timeout=20), sqlite3.connect(target)
    try:
        reading.backup(writing, pages=-1)
        writing.execute("PRAGMA journal_mode=DELETE")
    finally:
        reading.close()
        writing.close()
    return count_rows(target)


def _dump_postgresql(target: Path) -> dict[str, int]:
    if shutil.which("pg_dump") is None:
        raise BackupFailed("pg_dump was not found. Install PostgreSQL's client programs of the server's version.")
    command = ["pg_dump", "--format=custom", "--no-owner", f"--file={target}"]
    ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **postgresql_environment()})
    if ran.returncode:
        raise BackupFailed(f"pg_dump said: {ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else 'nothing'}")
    return {}


def postgresql_environment() -> dict[str, str]:
    """Return the connection as PostgreSQL's programs read it: a password on a command line is seen by everybody."""
    facts = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {name: str(facts[key]) for name, key in names.items() if facts.get(key)}


def _copy_files(folder: Path) -> None:
    """Files are written once and never changed, so a hard link is as good as a copy; a broken write is left out."""
    for path in sorted(Path(settings.MEDIA).rglob("*")):
        if path.is_file() and not path.name.endswith(".part"):
            target = folder / "files" / path.relative_to(settings.MEDIA)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, target)
            except FileNotFoundError:
                continue
            except OSError:
                shutil.copy2(path, target)
