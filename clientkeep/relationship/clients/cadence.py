"""How often clients of each tier are to hear from the firm: usual days until the firm says otherwise.

With it, after how many days of silence a client who was worked with counts as dormant.
"""

from collections.abc import Mapping

from django.db import transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .missing import CADENCE

LONGEST = 365
DORMANT, LONGEST_DORMANT = 90, 1_095
FIELDS = {"a": "tier_a", "b": "tier_b", "c": "tier_c", "": "no_tier"}


def cadence_of(workspace: Workspace) -> dict[str, int]:
    """Return days by tier ("" for clients without one)."""
    return {tier: workspace.cadence.get(field, CADENCE[tier]) for tier, field in FIELDS.items()}


def dormant_after(workspace: Workspace) -> int:
    """Return the days without anything from either side after which a client is dormant."""
    return workspace.cadence.get("dormant", DORMANT)


def keep_cadence(workspace: Workspace, by: Actor, days: Mapping[str, int], dormant: int | None = None) -> None:
    """Choose the days of each tier in `days`, and those after which a client is dormant; what is not given stays.

    Raises Invalid with the field at fault: one of FIELDS, or "dormant".
    """
    for tier, count in days.items():
        if not 1 <= count <= LONGEST:
            raise Invalid(f"Choose between 1 and {LONGEST} days.", FIELDS[tier])
    if dormant is not None and not 1 <= dormant <= LONGEST_DORMANT:
        raise Invalid(f"Choose between 1 and {LONGEST_DORMANT:,} days.", "dormant")
    with transaction.atomic():
        now = Workspace.objects.select_for_update().get(pk=workspace.pk)
        before, silence = cadence_of(now), dormant_after(now)
        workspace.cadence = {FIELDS[tier]: count for tier, count in {**before, **days}.items()}
        workspace.cadence["dormant"] = dormant or silence
        if cadence_of(workspace) == before and dormant_after(workspace) == silence:
            return
        workspace.save(update_fields=["cadence"])
        said = ", ".join(f"{_named(tier)} every {count} days" for tier, count in cadence_of(workspace).items())
        said += f", dormant after {dormant_after(workspace)} days"
        record(events.CadenceChanged, workspace_id=workspace.pk, by=by, about=workspace, said=said)


def _named(tier: str) -> str:
    return f"tier {tier.upper()}" if tier else "no tier"
