"""iCalendar (RFC 5545 and 5546) in plain Python: writing meetings, and reading when somebody is busy. No Django, no clock."""

from .lines import UnreadableCalendar
from .reading import Busy, read_busy
from .writing import Meeting, Party, write_calendar

__all__ = ["Busy", "Meeting", "Party", "UnreadableCalendar", "read_busy", "write_calendar"]
