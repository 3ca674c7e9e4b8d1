"""Access that was needed by now and is not there, and access that ends soon."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from clientkeep.lifecycle.onboarding.models import Credential

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading

SOON = dt.timedelta(days=3)


def _pressing(read: Reading) -> QuerySet:
    """What was needed first, then what ends first."""
    rows = Credential.objects.visible_to(read.acting).filter(client__archived_at=None)
    late, ending = Q(state="asked", due_on__lte=read.today), Q(state="held", expires_on__lte=read.today + SOON)
    rows = rows.filter(late | ending).annotate(day=Coalesce("due_on", "expires_on"))
    return rows.order_by("state", "day", "pk")


@gathers("credentials", "credentials.see", _pressing, day="day", words="label", more="state")
def credential(found: Found, read: Reading) -> Item:
    """Access with its act."""
    held, late = found.more == "held", (read.today - found.day).days if found.day else 0
    return Item(
        key=f"credential:{found.pk}:{found.more}", rank=lifted(44 if held else 30, found), sign="key-round",
        meaning="waiting" if held or not late else "late", subject=found.client_name, url=link_to("clients:detail", found.client_id),
        rest=f"handed over “{found.words}”, which ends soon." if held else f"has not handed over “{found.words}” yet.",
        why="" if held else "Needed today" if not late else f"Needed {late} day{'s' if late != 1 else ''} ago", act="Look at it",
        act_url=link_to("credentials:credential", found.pk),
    )  # fmt: skip
