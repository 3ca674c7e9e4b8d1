"""What this room shows on an opportunity's page: its score and its red flags."""

from typing import Any

from clientkeep.workspace.members.acting import Acting

from ..opportunities.model import Opportunity
from ..opportunities.slots import OPPORTUNITY_PANELS
from .judging import judged


@OPPORTUNITY_PANELS.add("qualification", "sales/qualification/_panel.html", order=10)
def score(acting: Acting, opportunity: Opportunity) -> dict[str, Any]:
    """How it is judged, and the way to its answers."""
    return {"judged": judged(opportunity), "opportunity": opportunity, "may": acting.may("clients.edit")}
