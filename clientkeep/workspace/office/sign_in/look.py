"""What strangers see of the firm: its name and colour, and whether a mailed code leaves this machine."""

from typing import Any

from django.urls import reverse

from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.workspace.members.models import Workspace

from .letters import code_can_leave


def brand_of(workspace: Workspace) -> dict[str, Any]:
    """Return the name and the colour's style sheet for a page's frame."""
    address = reverse("office:brand_css", args=[brand_hash(workspace.accent)])
    return {"firm_name": workspace.name, "brand_css_url": address}


def firm_look() -> dict[str, Any]:
    """Return the look of the installation's firm; of several none, since strangers must not learn which there are."""
    firms = list(Workspace.objects.all()[:2])
    if len(firms) != 1:
        return {"mail_is_set": any(code_can_leave(firm) for firm in firms)}
    return {**brand_of(firms[0]), "mail_is_set": code_can_leave(firms[0])}
