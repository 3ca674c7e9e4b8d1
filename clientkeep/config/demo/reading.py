"""The people of the demo have read their notices but for the newest, and chosen how they are told."""

import datetime as dt

from clientkeep.foundation import clock
from clientkeep.workspace.notices.models import Notice, Preferences

from .firm import Firm

UNREAD_FOR = dt.timedelta(days=5)


def read_notices(firm: Firm) -> None:
    """What is older than five days was read; the owner wants messages in a digest and quiet evenings."""
    told = Notice.objects.filter(workspace=firm.workspace)
    told.filter(created_at__lt=clock.now() - UNREAD_FOR).read_all()
    owner = firm.workspace.members.select_related("user", "workspace").get(role="owner")
    ways = {"message": "digest", "paid": "digest", "late": "mail", "declined": "mail"}
    Preferences.keep(owner, firm.rowan, ways, ["late", "payment_trouble", "case"], "9:00, 16:00", "19:00", "7:30")
