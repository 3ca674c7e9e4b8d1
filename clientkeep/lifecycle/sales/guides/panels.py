"""What this room shows on an opportunity's page: how far its first-meeting guide is answered."""

from typing import Any

from clientkeep.workspace.members.acting import Acting

from ..opportunities.model import Opportunity
from ..opportunities.slots import OPPORTUNITY_PANELS
from .note import GuideNote


@OPPORTUNITY_PANELS.add("guide", "sales/guides/_panel.html", order=20)
def first_meeting(acting: Acting, opportunity: Opportunity) -> dict[str, Any]:
    """How much was said, and the way to the guide."""
    return {"count": GuideNote.objects.filter(opportunity=opportunity).count(), "opportunity": opportunity, "may": acting.may("clients.edit")}
