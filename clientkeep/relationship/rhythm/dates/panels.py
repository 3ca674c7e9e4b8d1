"""What the dates show on the client's page: the next one."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from clientkeep.foundation.ui.days import write_day, write_distance
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.workspace.members.acting import Acting

from .model import ImportantDate


def _next(acting: Acting) -> dict[str, Any]:
    mine = ImportantDate.objects.standing().filter(workspace=acting.workspace, next_on__gte=acting.workspace.today())
    soonest = mine.order_by("next_on", "pk")
    return {name: newest(soonest, name) for name in ("what", "next_on", "notice_on")}


@sign("dates", _next, order=70)
def next_date(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine:
    """The next date; all of them are on the page behind it."""
    url, today = reverse("rhythm:dates", args=[client.pk]), acting.workspace.today()
    if not found["what"]:
        return SignLine("Next date", "none noted", url, "empty")
    meaning = "waiting" if found["notice_on"] <= today else ""
    return SignLine("Next date", f"{write_day(found['next_on'], today)}, {write_distance(found['next_on'], today)}", url, meaning, found["what"])
