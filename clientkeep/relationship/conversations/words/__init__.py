"""One line of plain words becomes one log entry with what follows from it. See README.md."""

from .beginning import begins_as_log
from .draft import LogDraft
from .engine import read
from .request import LONGEST, LogRequest, OnRecord, UsageError

__all__ = ["LONGEST", "LogDraft", "LogRequest", "OnRecord", "UsageError", "begins_as_log", "read"]
