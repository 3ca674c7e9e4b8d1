"""The hosts that the server answers to: those of its settings and those that the firms have stored."""

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.db import DatabaseError

REREAD_AFTER = 2.0  # seconds: an address saved in one process is answered by all of them this soon


class AnsweredHosts(list):
    """ALLOWED_HOSTS: the configured names, then the hosts of the stored public addresses.

    The stored ones are asked for only when no configured name fits, and read anew every two seconds, so that
    an address saved on the settings page is answered by every process without a restart.
    """

    def __iter__(self) -> Iterator[str]:
        yield from super().__iter__()
        yield from (urlsplit(url).hostname or "" for url in stored_public_urls())


_read: tuple[float, tuple[str, ...]] = (float("-inf"), ())


def stored_public_urls() -> tuple[str, ...]:
    """Return the public addresses of all firms, at most two seconds old."""
    global _read
    if time.monotonic() - _read[0] > REREAD_AFTER:
        from .model import Workspace

        stored = Workspace.objects.exclude(public_url="").values_list("public_url", flat=True)
        try:
            found = tuple(url.rstrip("/") for url in stored)
        except DatabaseError:  # a database that is not set up yet has stored none
            found = ()
        _read = (time.monotonic(), found)
    return _read[1]


def forget_stored_public_urls() -> None:
    """Read the addresses anew at the next question: this process has just changed one."""
    global _read
    _read = (float("-inf"), ())
