"""Whose page it is: the firm's name and colour, on pages that a client opens before they are let in."""

from typing import Any

from django.urls import reverse

from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.workspace.members.models import Workspace


def worn_by(firm: Workspace) -> dict[str, Any]:
    """What the bare page asks for."""
    return {"firm_name": firm.name, "brand_css_url": reverse("office:brand_css", args=[brand_hash(firm.accent)])}
