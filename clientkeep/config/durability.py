"""Read back, at the start of each process, that the database keeps what it is told to keep.

A setting that is asked for and not in force loses committed work at the next power cut, silently.
"""

import logging

from django.db import connection

log = logging.getLogger("clientkeep.database")
FULL = 2


def check_durability() -> dict[str, str]:
    """Log and return what the database says of itself. Raises RuntimeError where a commit may not reach the disk."""
    facts = _of_sqlite() if connection.vendor == "sqlite" else _of_postgresql()
    log.info("database", extra={"database": facts})
    return facts


def _of_sqlite() -> dict[str, str]:
    from .settings.database import safe_journal_mode, sqlite3

    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
        keys = cursor.execute("PRAGMA foreign_keys").fetchone()[0]
    wanted = safe_journal_mode().lower()
    if mode not in (wanted, "delete", "memory") or synchronous < FULL or not keys:
        raise RuntimeError(f"SQLite runs with journal_mode={mode}, synchronous={synchronous}, foreign_keys={keys}.")
    safe = "safe with WAL" if wanted == "wal" else "has the WAL-reset bug, so it runs without WAL"
    return {
        "engine": f"SQLite {sqlite3.sqlite_version}",
        "library": safe,
        "journal_mode": mode,
        "synchronous": "FULL" if synchronous == FULL else "EXTRA",
    }


def _of_postgresql() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_setting('synchronous_commit'), "
            "current_setting('fsync'), current_setting('full_page_writes')"
        )
        version, commit, fsync, pages = cursor.fetchone()
    if "off" in (commit, fsync, pages):
        raise RuntimeError(
            f"PostgreSQL runs with synchronous_commit={commit}, fsync={fsync}, full_page_writes={pages}. Set them on."
        )
    return {"engine": f"PostgreSQL {version}", "synchronous_commit": commit, "fsync": fsync, "full_page_writes": pages}
