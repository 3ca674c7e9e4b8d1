"""Dormant: a client once worked with, and nothing has passed between the two sides for longer than the firm wants."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

from .cadence import dormant_after

# What passes between the two sides. A payment counts whoever booked it; else somebody must have done it.
DEALINGS = ("call", "meeting", "mail", "document", "promise", "approval", "feedback", "file")
SIDES = ("member", "contact")


def dormant(acting: Acting) -> Q:
    """Keep clients at the active stage, or paused, with no contact, paper, promise, file or payment for that many days.

    Counted from the day they came on record at the earliest. Leads were never worked with, former ones have left.
    """
    firm = acting.workspace
    begins = dt.datetime.combine(firm.today() - dt.timedelta(days=dormant_after(firm)), dt.time(), ZoneInfo(firm.time_zone))
    since = Event.objects.filter(workspace=firm, client_id=OuterRef("pk"), happened_at__gte=begins)
    dealt = Exists(since.filter(Q(group="payment") | Q(group__in=DEALINGS, actor_kind__in=SIDES)))
    quiet = Q(last_contact_at__lt=begins) | Q(last_contact_at=None)
    return Q(stage__in=("active", "paused"), created_at__lt=begins) & quiet & ~dealt
