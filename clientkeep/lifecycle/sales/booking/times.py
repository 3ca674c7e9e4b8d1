"""Times in words, in the zone of who reads them."""

import datetime as dt
from zoneinfo import ZoneInfo

from clientkeep.foundation.ui.days import write_exact


def day_in(moment: dt.datetime, zone: str) -> dt.date:
    """The local date of a moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def write_when(moment: dt.datetime, zone: str) -> str:
    """Write "Tue 3 Mar 2026, 14:05 (Europe/Berlin)". In the hour that a clock repeats, the distance from UTC is said, too."""
    words = write_exact(moment, zone).removesuffix(f" {zone}")
    return f"{words} ({zone.replace('_', ' ')}{', ' + write_offset(moment, zone) if is_repeated(moment, zone) else ''})"


def write_time(moment: dt.datetime, zone: str) -> str:
    """Write "14:05"; in the hour that a clock repeats "1:30 (UTC−7)"."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%H:%M}" + (f" ({write_offset(moment, zone)})" if is_repeated(moment, zone) else "")


def write_offset(moment: dt.datetime, zone: str) -> str:
    """Write how far a zone is from UTC at a moment: "UTC−7", "UTC+5:45"."""
    minutes = int(moment.astimezone(ZoneInfo(zone)).utcoffset().total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def is_repeated(moment: dt.datetime, zone: str) -> bool:
    """Whether the clock of the zone shows this time twice on that day."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.replace(fold=0).utcoffset() > local.replace(fold=1).utcoffset()
