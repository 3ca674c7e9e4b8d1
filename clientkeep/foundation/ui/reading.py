"""How the person who reads wants figures and days: locale, home currency and time zone.

A middleware sets it once a request; tags and filters, which see no request, ask `reading()`.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from clientkeep.foundation import clock


@dataclass(frozen=True, slots=True)
class Reading:
    """`locale` as in CLDR ("en_US"), `currency` the firm's own, `zone` an IANA name."""

    locale: str = "en_US"
    currency: str = "USD"
    zone: str = "UTC"

    @property
    def today(self) -> dt.date:
        return clock.today(self.zone)


_PLAIN = Reading()
_current: ContextVar[Reading] = ContextVar("reading", default=_PLAIN)


def reading() -> Reading:
    """Return how the present reader reads."""
    return _current.get()


@contextmanager
def reading_as(reader: Reading) -> Iterator[None]:
    """Let everything inside the block be written for `reader`."""
    token = _current.set(reader)
    try:
        yield
    finally:
        _current.reset(token)
