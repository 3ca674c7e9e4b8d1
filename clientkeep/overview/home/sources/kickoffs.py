"""Kickoffs: those of today, those that nobody closed or that have no time yet, and those whose recap was not sent."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from clientkeep.lifecycle.onboarding.models import Kickoff

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _planned(read: Reading) -> QuerySet:
    zone = ZoneInfo(read.acting.workspace.time_zone)
    tomorrow = dt.datetime.combine(read.today + dt.timedelta(days=1), dt.time(0), tzinfo=zone)
    rows = Kickoff.objects.visible_to(read.acting).needing_us(tomorrow)
    return rows.annotate(local_day=TruncDate("starts_at", tzinfo=zone))


@gathers("kickoffs", "clients.edit", _planned, day="local_day", words="title")
def kickoff_planned(found: Found, read: Reading) -> Item:
    """Today's, or one that has passed without a word, or one without a time."""
    ago = (read.today - found.day).days if found.day else None
    rest = "has no time for the kickoff yet" if ago is None else f"{found.words} is today" if not ago else f"{found.words} has passed, and nobody closed it"
    why = "" if not ago else f"{ago} day{'s' if ago != 1 else ''} ago"
    return _item(found, 35 if ago is None else 12 - min(ago, 5), "late" if ago else "waiting", rest, why, "Choose a time" if ago is None else "Open it")


def _without_recap(read: Reading) -> QuerySet:
    return Kickoff.objects.visible_to(read.acting).without_recap()


@gathers("kickoffs_without_recap", "clients.edit", _without_recap, day="held_at", words="title")
def recap_unsent(found: Found, read: Reading) -> Item:
    """It was held, and the client has nothing in writing yet."""
    ago = max(0, (read.today - found.day).days)
    why = "Held today" if not ago else f"Held {ago} day{'s' if ago != 1 else ''} ago"
    return _item(found, 14, "late" if ago else "waiting", f"has no recap of “{found.words}” yet", why, "Read and send it")


def _item(found: Found, rank: int, meaning: str, rest: str, why: str, act: str) -> Item:
    return Item(
        key=f"kickoff:{found.pk}", rank=lifted(rank, found), sign="flag", meaning=meaning, subject=found.client_name,
        url=link_to("clients:detail", found.client_id), rest=rest, why=why, act=act, act_url=link_to("kickoffs:kickoff", found.pk),
    )  # fmt: skip
