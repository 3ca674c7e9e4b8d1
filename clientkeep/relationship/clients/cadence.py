"""How often clients of each tier are to hear from the firm: usual days until the firm says otherwise."""

from collections.abc import Mapping

from django.db import transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .missing import CADENCE

LONGEST = 365
FIELDS = {"a": "tier_a", "b": "tier_b", "c": "tier_c", "": "no_tier"}


def cadence_of(workspace: Workspace) -> dict[str, int]:
    """Return days by tier ("" for clients without one)."""
    return {tier: workspace.cadence.get(field, CADENCE[tier]) for tier, field in FIELDS.items()}


def keep_cadence(workspace: Workspace, by: Actor, days: Mapping[str, int]) -> None:
    """Choose the days of each tier in `days`; the others stay. Raises Invalid with the field of FIELDS at fault."""
    for tier, count in days.items():
        if not 1 <= count <= LONGEST:
            raise Invalid(f"Choose between 1 and {LONGEST} days.", FIELDS[tier])
    with transaction.atomic():
        now = Workspace.objects.select_for_update().get(pk=workspace.pk)
        before = cadence_of(now)
        workspace.cadence = {FIELDS[tier]: count for tier, count in {**before, **days}.items()}
        if cadence_of(workspace) == before:
            return
        workspace.save(update_fields=["cadence"])
        said = ", ".join(f"{_named(tier)} every {count} days" for tier, count in cadence_of(workspace).items())
        record(events.CadenceChanged, workspace_id=workspace.pk, by=by, about=workspace, said=said)


def _named(tier: str) -> str:
    return f"tier {tier.upper()}" if tier else "no tier"
