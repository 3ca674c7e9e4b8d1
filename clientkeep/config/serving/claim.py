"""A data folder is claimed while it is served, so that a restore does not pull it away. Plain Python, no Django."""

import fcntl
import os
from pathlib import Path

NAME = "serving.lock"


def claim(folder: Path) -> int:
    """Hold a folder for as long as this process lives; several servers may hold it. Returns the open file."""
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return handle


def is_served(folder: Path) -> bool:
    """Tell whether a running server holds this folder."""
    if not (folder / NAME).exists():
        return False
    handle = os.open(folder / NAME, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
