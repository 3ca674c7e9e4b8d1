"""What the new owner of a client needs to know, gathered from the record."""

from typing import Any

from clientkeep.relationship.conversations.briefing.reading import briefing_of
from clientkeep.relationship.conversations.models import Wait
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

from ..dates.model import ImportantDate
from ..plans.model import PlanLine
from ..plans.telling import told
from .model import HandOver

LATEST_EVENTS, SHOWN = 10, 30


def read_hand_over(acting: Acting, handed: HandOver) -> dict[str, Any]:
    """The slots of the page before a talk, the plan, dates that come, who waits on whom, and the last ten events."""
    client, today = handed.client, acting.workspace.today()
    lines = PlanLine.objects.filter(client=client).standing().order_by("next_on", "pk").select_related("client", "contact", "owner__user")
    dates = ImportantDate.objects.filter(client=client, next_on__gte=today).standing().order_by("next_on", "pk")
    waits = Wait.objects.filter(client=client).open().order_by("side", "since", "pk")
    return briefing_of(acting, client) | {
        "lines": told(lines[:SHOWN], today),
        "dates": list(dates[:SHOWN]),
        "waits": list(waits[:SHOWN]) if acting.may("inbox.see") else [],
        "events": list(Event.objects.filter(workspace=client.workspace_id).of_client(client.pk)[:LATEST_EVENTS]),
    }
