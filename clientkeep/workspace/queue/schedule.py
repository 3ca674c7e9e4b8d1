"""What comes again by the clock: functions registered with a cron expression in UTC."""

from collections.abc import Callable
from dataclasses import dataclass

from clientkeep.foundation.registry import Registry


@dataclass(frozen=True)
class Schedule:
    name: str
    cron: str
    run: Callable[[], None]


SCHEDULES: Registry[Schedule] = Registry("schedule")


def every(cron: str):
    """Register a function without arguments to run at each due time of `cron` (five fields, UTC), once."""

    def register(run: Callable[[], None]) -> Callable[[], None]:
        name = f"{run.__module__}.{run.__name__}"
        SCHEDULES.add(name, Schedule(name, cron, run))
        return run

    return register
