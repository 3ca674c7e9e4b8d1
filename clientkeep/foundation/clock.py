"""The one clock. Everything that asks for the time asks here, so that the demo and the tests can move it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

_moved_to: ContextVar[dt.datetime | None] = ContextVar("clock_moved_to", default=None)


def now() -> dt.datetime:
    """Return the present instant in UTC."""
    return _moved_to.get() or dt.datetime.now(dt.UTC)


def today(time_zone: str) -> dt.date:
    """Return the business date in a workspace's zone (an IANA name), never the server's."""
    return now().astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def moved(to: dt.datetime) -> Iterator[None]:
    """Let the clock stand at `to` (aware) inside the block."""
    token = _moved_to.set(to.astimezone(dt.UTC))
    try:
        yield
    finally:
        _moved_to.reset(token)
