"""Tasks that the queue's tests run: they note what they did in a list or a file."""

import os
import time
from pathlib import Path

from clientkeep.workspace.queue import task

RAN: list = []


@task
def note(word: str) -> None:
    RAN.append(word)


@task
def fail(word: str) -> None:
    RAN.append(word)
    raise ValueError(f"no {word}")


@task
def pass_on(word: str) -> None:
    note.enqueue(word)


@task
def sleep_and_write(path: str, seconds: float) -> None:
    """Append this process's id at the start and again at the end."""
    _append(path, f"start {os.getpid()}")
    time.sleep(seconds)
    _append(path, f"end {os.getpid()}")


@task
def write_when_still_mine(path: str, seconds: float) -> None:
    from django.db import transaction

    from clientkeep.workspace.queue import confirm_lease

    _append(path, f"start {os.getpid()}")
    time.sleep(seconds)
    with transaction.atomic():
        confirm_lease()
        _append(path, f"end {os.getpid()}")


def _append(path: str, line: str) -> None:
    with Path(path).open("a") as file:
        file.write(line + "\n")
