"""The log is cut where a power cut could cut it: what is left is whole and ends early, never in the middle."""

import random
import subprocess
import sys

import pytest

from clientkeep.config.settings.database import sqlite3

from . import logcut

# Writes rows 1, 2, 3 … each in its own transaction, and ends as a killed process does.
WRITE = """
import os, sys
from clientkeep.config.settings.database import sqlite3
line = sqlite3.connect(sys.argv[1], isolation_level=None)
line.execute("PRAGMA journal_mode=WAL")
line.execute("PRAGMA wal_autocheckpoint=40")
line.execute("CREATE TABLE IF NOT EXISTS rows (n INTEGER PRIMARY KEY, filling TEXT)")
for _ in range(int(sys.argv[2])):
    line.execute("INSERT INTO rows (filling) VALUES (?)", ["x" * 900])
os._exit(9)
"""


@pytest.mark.parametrize("rows", [3, 60, 150])
def test_a_cut_log_leaves_a_whole_database_that_ends_early(tmp_path, rows):
    database = tmp_path / "rows.sqlite3"
    subprocess.run([sys.executable, "-c", WRITE, str(database), str(rows)], check=False)
    chance, kept = random.Random(rows), set()
    for _ in range(25):
        copy = logcut.copy(database, tmp_path / "cut")
        place, length = logcut.cut(copy, chance)
        assert place <= length
        with sqlite3.connect(copy) as line:
            assert line.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if line.execute("SELECT 1 FROM sqlite_master WHERE name = 'rows'").fetchone():
                numbers = [n for (n,) in line.execute("SELECT n FROM rows ORDER BY n")]
                assert numbers == list(range(1, len(numbers) + 1))
                kept.add(len(numbers))
        line.close()
    assert kept
    assert max(kept) <= rows
    assert len(kept) > 1


def test_a_database_without_a_log_is_left_as_it_is(tmp_path):
    database = tmp_path / "rows.sqlite3"
    sqlite3.connect(database).close()
    database.touch()
    copy = logcut.copy(database, tmp_path / "cut")
    assert logcut.cut(copy, random.Random(1)) == (0, 0)
