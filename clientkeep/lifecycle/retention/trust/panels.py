"""What this room shows on the client's page and in the settings."""

from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.office.settings_pages import register

from .rules import level
from .standing import TrustStanding
from .words import signed


def _standing(acting: Acting) -> dict[str, Any]:
    rows = TrustStanding.objects.all()
    return {name: newest(rows, name) for name in ("balance", "turned_on", "advice")}


@sign("trust", _standing, order=60)
def trust(acting: Acting, client: Client, values: dict[str, Any]) -> SignLine | None:
    """How trust stands, and what would mend it."""
    if values["balance"] is None:
        return None
    points, url = values["balance"] / 10, reverse("trust:of_client", args=[client.pk])
    if values["turned_on"]:
        return SignLine("Trust", f"worse, {signed(points)} points", url, "late", values["advice"])
    return SignLine("Trust", f"{level(points)}, {signed(points)} points", url)


register("trust", "Trust", "What builds trust, and what costs it?", "trust:weights", order=120, icon="scale")
