"""What did not happen: invoices that stay open, portals that nobody opens, clients that are not heard of.

Plain Python: no database, no clock. Each is one withdrawal, dated on the day on which it became unusual.
"""

import datetime as dt
from math import ceil

from . import signals as s
from .habits import is_far_below, usual
from .rules import Line
from .story import Story, past_its_day, silence_line
from .words import against, late_words

MONTH = dt.timedelta(days=30)


def still_unpaid(story: Story, now: dt.datetime) -> None:
    """One withdrawal for each open invoice, on the day on which it became unusual."""
    habit = usual(story.payments)
    grace = max(3.0, 2 * (habit or 0.0))
    for about, bill in story.bills.items():
        day = bill.due + dt.timedelta(days=ceil(grace))
        at = dt.datetime.combine(day, dt.time(12), dt.UTC)
        if bill.is_open and at <= now:
            late = (now.date() - bill.due).days
            points = s.SIGNALS[s.UNPAID].points
            story.lines.append(Line(at, s.UNPAID, points, f"{bill.number} is {late_words(late)} and open{against(habit)}", about))


def fewer_visits(story: Story, now: dt.datetime) -> None:
    """The last 30 days against the months before them."""
    months = [sum(now - MONTH * (back + 1) < at <= now - MONTH * back for at in story.visits) for back in range(7)]
    began = story.visits[0] if story.visits else now
    past = [count for back, count in enumerate(months) if back and began <= now - MONTH * back]
    habit = usual(past[::-1])
    if habit is not None and is_far_below(months[0], habit, 2):
        why = f"{months[0]} acts in the portal in the last 30 days; {habit:g} are usual for them"
        story.lines.append(Line(now - MONTH / 2, s.FEWER_VISITS, s.SIGNALS[s.FEWER_VISITS].points, why))


def quiet(story: Story, now: dt.datetime) -> None:
    """A silence that lasts still: one withdrawal on the day on which it became longer than is usual."""
    if story.heard_at and (line := silence_line(story, now)):
        story.lines.append(line)


def promises_past_their_day(story: Story, now: dt.datetime) -> None:
    """Promises of either side that are open and late."""
    for promise in story.promises.values():
        past_its_day(story, promise, now)
