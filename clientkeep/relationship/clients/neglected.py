"""Which clients have been left alone: no contact for longer than is usual for their tier."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db.models import Q

from clientkeep.workspace.members.acting import Acting

from .cadence import cadence_of


def left_alone(acting: Acting) -> Q:
    """Keep clients past the days of their tier, counted from the last contact, or from when they came on record.

    The same rule as `missing.py` has for one client, as a question to the database. A former client is not left alone.
    """
    firm, alone = acting.workspace, Q()
    for tier, days in cadence_of(firm).items():
        begins = dt.datetime.combine(firm.today() - dt.timedelta(days=days), dt.time(), ZoneInfo(firm.time_zone))
        quiet = Q(last_contact_at__lt=begins) | Q(last_contact_at=None, created_at__lt=begins)
        alone |= Q(tier=tier) & quiet
    return alone & ~Q(stage="former")
