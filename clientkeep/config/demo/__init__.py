"""The demo firm: a brand studio with eight clients and fourteen months of history, in a data folder of its own.

Everything is made by the product's own verbs while the clock stands where the story is. One seed, one clock:
the same day of set-up gives the same history.
"""

from typing import Any

OWNER_EMAIL = "rowan@tidewater.example"


def make() -> Any:
    """Make the demo firm in the present database unless it is there; returns its workspace."""
    from clientkeep.workspace.members.models import Workspace

    known = Workspace.objects.filter(is_demo=True).first()
    if known:
        return known
    from django.db import transaction

    from .firm import open_firm
    from .telling import tell

    with transaction.atomic():
        firm = open_firm()
        tell(firm)
    return firm.workspace
