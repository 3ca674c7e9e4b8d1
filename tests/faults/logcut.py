"""A power cut, as near as a kill comes to it: copy database and log, and cut the copy's log at a random byte.

Frames that were copied back into the database file are never cut: they were on the disk before that began.
"""

import random
import shutil
import struct
from pathlib import Path

HEADER, FRAME_HEADER = 32, 24


def copy(database: Path, folder: Path) -> Path:
    """Copy the database with its log, as a dead tree left them, into a fresh folder. Returns the copy."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    for ending in ("", "-wal", "-shm"):
        source = database.with_name(database.name + ending)
        if source.exists():
            shutil.copyfile(source, folder / source.name)
    return folder / database.name


def cut(database: Path, chance: random.Random) -> tuple[int, int]:
    """Shorten the log of a copy at a random byte; returns where, and how long it was in force."""
    log = database.with_name(database.name + "-wal")
    index = database.with_name(database.name + "-shm")
    if not log.exists() or log.stat().st_size <= HEADER:
        index.unlink(missing_ok=True)
        return 0, 0
    first, last = _in_force(index)
    size = FRAME_HEADER + _page_size(log)
    lowest, highest = HEADER + first * size, HEADER + last * size
    place = chance.randint(lowest, max(lowest, min(highest, log.stat().st_size)))
    with log.open("r+b") as file:
        file.truncate(place)
    index.unlink()
    return place, highest


def _in_force(index: Path) -> tuple[int, int]:
    """Frames that may be in the database file already, and frames in all: from the log's index (SQLite, walformat)."""
    with index.open("rb") as file:
        body = file.read(136)
    newest = struct.unpack_from("=I", body, 16)[0]
    tried = struct.unpack_from("=I", body, 128)[0]
    return min(tried, newest), newest


def _page_size(log: Path) -> int:
    with log.open("rb") as file:
        return struct.unpack(">I", file.read(12)[8:12])[0]
