"""Rows by table of a database file, to compare before and after."""

from pathlib import Path


def count_rows(database: Path) -> dict[str, int]:
    """Return the number of rows of each table of an SQLite file."""
    from clientkeep.config.settings.database import sqlite3

    line = sqlite3.connect(database)
    try:
        names = [
            name
            for (name,) in line.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
        ]
        return {name: line.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    finally:
        line.close()
