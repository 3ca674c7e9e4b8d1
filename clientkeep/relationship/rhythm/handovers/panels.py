"""What the hand-over shows on the client's page: to whom, and whether it was acknowledged."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from clientkeep.foundation.ui.days import local_date, write_distance
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.workspace.members.acting import Acting

from .model import HandOver


def _newest(acting: Acting) -> dict[str, Any]:
    rows = HandOver.objects.filter(workspace=acting.workspace, superseded_at=None, owner=OuterRef("owner")).order_by("-seq")
    return {
        "pk": newest(rows, "pk"), "name": newest(rows, "owner__user__name"),
        "at": newest(rows, "acknowledged_at"), "since": newest(rows, "created_at"),
    }  # fmt: skip


@sign("hand_over", _newest, order=90)
def hand_over(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """The last change of owner, as long as it is the one that holds."""
    if not found["pk"]:
        return None
    url = reverse("rhythm:hand_over", args=[found["pk"]])
    day = local_date(found["at"] or found["since"], acting.workspace.time_zone)
    ago = write_distance(day, acting.workspace.today())
    if found["at"]:
        return SignLine("Hand-over", f"{found['name']} took over {ago}", url, "good")
    return SignLine("Hand-over", f"to {found['name']} {ago}, not acknowledged yet", url, "waiting")
