"""Which database: SQLite in the data folder, or what DATABASE_URL names.

The SQLite library comes from a wheel where there is one: versions before 3.51.3 can lose committed
writes in WAL mode. An affected library runs without WAL instead.
"""

import sys
from pathlib import Path
from typing import Any

try:
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
except ImportError:
    pass

import sqlite3


def databases(env: Any, data: Path) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES."""
    url = env("DATABASE_URL", default="")
    if url:
        return {"default": {**env.db_url_config(url), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
    return {"default": sqlite(data / "clientkeep.sqlite3")}


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite that loses nothing: immediate write transactions, every commit on the disk."""
    pragmas = f"PRAGMA journal_mode={safe_journal_mode()};PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    # What is deleted is overwritten: a credential that a client took back lies in no free page either.
    pragmas += "PRAGMA secure_delete=ON;"
    # No larger cache and no mapped memory: each thread has a connection of its own, and the system keeps the file in
    # its memory once for all of them.
    pragmas += "PRAGMA temp_store=MEMORY;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


def safe_journal_mode() -> str:
    """WAL where the library is free of the WAL-reset bug (3.51.3, 3.50.7, 3.44.6 and later), else DELETE."""
    version = sqlite3.sqlite_version_info
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "WAL" if fixed else "DELETE"
