"""Telling the demo's stories: every act of every client, in the order of its day, with the clock moved there."""

import datetime as dt
import random
from collections.abc import Callable
from zoneinfo import ZoneInfo

from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.updates.jobs import draft_updates, refresh_updates
from clientkeep.lifecycle.onboarding.playbooks.jobs import go_on_with_playbooks
from clientkeep.lifecycle.retention.sequences.jobs import go_on_with_sequences
from clientkeep.lifecycle.retention.trust.standing import read_all
from clientkeep.relationship.conversations.absence.jobs import follow_the_days
from clientkeep.relationship.conversations.response.jobs import watch_the_clock
from clientkeep.workspace.queue import run_due_jobs

from .firm import Firm
from .post import deliver
from .reading import read_notices
from .story import Story
from .tales import TALES

SEED = 1848


def tell(firm: Firm) -> None:
    """Play all tales against the product's own verbs, oldest act first."""
    dice = random.Random(SEED)  # noqa: S311  a story, not a secret
    acts: list[tuple[dt.datetime, int, Callable[[], None]]] = []
    for tale in TALES:
        story = Story(firm)
        tale(story)
        for days_ago, hour, act in story.acts:
            moment = _moment(firm, days_ago, hour, dice.randrange(60))
            acts.append((moment, len(acts), act))
    for moment, _, act in sorted(acts, key=lambda row: row[:2]):
        with clock.moved(moment):
            _let_the_clock_strike()
            act()
            _let_the_machine_work(firm)
    draft_updates()
    refresh_updates()
    read_all(firm.workspace)
    read_notices(firm)


def _let_the_clock_strike() -> None:
    """What fell due since the last act is told before the next one."""
    watch_the_clock()
    follow_the_days()
    draft_updates()
    go_on_with_sequences()
    go_on_with_playbooks()


def _let_the_machine_work(firm: Firm) -> None:
    run_due_jobs()
    if deliver(firm):
        run_due_jobs()


def _moment(firm: Firm, days_ago: int, hour: int, minute: int) -> dt.datetime:
    zone = ZoneInfo(firm.workspace.time_zone)
    moment = dt.datetime.combine(firm.today - dt.timedelta(days=days_ago), dt.time(hour, minute), zone)
    return min(moment, clock.now() - dt.timedelta(minutes=3))
