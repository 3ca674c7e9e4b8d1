"""What the plan shows on the client's page: who is to hear from the firm next, and when."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from clientkeep.foundation.ui.days import write_distance
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.workspace.members.acting import Acting

from .model import PlanLine, told_how
from .telling import standing


def _next(acting: Acting) -> dict[str, Any]:
    soonest = PlanLine.objects.standing().filter(workspace=acting.workspace).order_by("next_on", "pk")
    return {
        "day": newest(soonest, "next_on"), "who": newest(soonest, "contact__name"), "channel": newest(soonest, "channel"),
        "every": newest(soonest, "every"),
    }  # fmt: skip


@sign("plan", _next, order=20)
def next_contact(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine:
    """The soonest line of the plan; its acts are on the page behind it."""
    url = reverse("rhythm:plan", args=[client.pk])
    if not found["day"]:
        return SignLine("Next contact", "no plan yet", url, "empty")
    today = acting.workspace.today()
    words = f"{found['who'] or client.name}, {write_distance(found['day'], today, due=True)}"
    return SignLine("Next contact", words, url, standing(found["day"], today)[1], told_how(found["channel"], found["every"]))
