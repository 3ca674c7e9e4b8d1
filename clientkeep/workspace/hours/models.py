"""When the firm works, and when it does not. The rooms' models are gathered here."""

from .absence import Absence
from .model import ClosedDays, WorkingHours

__all__ = ["Absence", "ClosedDays", "WorkingHours"]
