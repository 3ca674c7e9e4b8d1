"""One plain-language sentence becomes one billing document."""

from .contract import Assumption, Draft, Flag, Leftover, Line, Part, Payment, Schedule
from .engine import compose
from .request import ClientDefaults, Request, UsageError

__all__ = [
    "Assumption", "ClientDefaults", "Draft", "Flag", "Leftover", "Line", "Part", "Payment", "Request", "Schedule",
    "UsageError", "compose",
]  # fmt: skip
