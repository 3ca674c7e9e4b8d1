"""One writer at a time: SQLite lets only one write, and a queue in the process is fairer than its sleeping retries."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_turn = threading.Lock()


@contextmanager
def write_turn() -> Iterator[None]:
    """A transaction that begins once the process's other API writes have committed; on PostgreSQL at once.

    Writers elsewhere (pages, the worker) are met as always, by the database's own lock. Inside of a transaction it
    is a part of that one and waits for nobody.
    """
    waits = connection.vendor == "sqlite" and not connection.in_atomic_block
    if waits:
        _turn.acquire()
    try:
        with transaction.atomic():
            yield
    finally:
        if waits:
            _turn.release()
