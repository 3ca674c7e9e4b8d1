"""What a line is read with: the moment of writing, and whom the firm has on record."""

import datetime as dt
from dataclasses import dataclass

LONGEST = 4_000


class UsageError(ValueError):
    """A request that cannot be read; `field` names what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A client on record, with the names of its current contacts."""

    name: str
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogRequest:
    """One line to read. `now` is the firm's local time; `client` is the one that the page names already.

    `author` writes the line and is one of `members`. Raises UsageError for a text or a locale that cannot be taken.
    """

    text: str
    now: dt.datetime
    clients: tuple[OnRecord, ...] = ()
    client: str | None = None
    members: tuple[str, ...] = ()
    author: str = ""
    locale: str = "en-GB"

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not self.text.strip():
            raise UsageError("text", "Write what was said.")
        if len(self.text) > LONGEST:
            raise UsageError("text", f"Keep it under {LONGEST:,} characters (this has {len(self.text):,}).")
        if self.locale not in ("en-GB", "en-US"):
            raise UsageError("locale", "Give en-GB or en-US.")

    @property
    def today(self) -> dt.date:
        return self.now.date()
