"""Working time in plain Python: exact over nights, lunch, days off and changes of the clock. No Django, no clock."""

from .calendar import Calendar
from .days import WorkingDays, working_day
from .hours import Shift
from .week import MIDNIGHT, WEEKDAYS, Blocks, Week, parse_blocks, write_blocks

__all__ = ["MIDNIGHT", "WEEKDAYS", "Blocks", "Calendar", "Shift", "Week", "WorkingDays", "parse_blocks", "working_day", "write_blocks"]
