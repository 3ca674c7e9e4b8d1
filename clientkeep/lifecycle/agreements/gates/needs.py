"""What a firm wants to hold before work starts."""

from collections.abc import Sequence

from django.db import models, transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .facts import FACTS, all_facts

USUAL = ["agreed", "deposit"]


class GateNeeds(models.Model):
    """A firm's own choice; without a row the usual one holds."""

    id = Identity()
    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="gate_needs")
    slugs = models.JSONField(default=list)
    deposit_at_once = models.BooleanField(default=True, help_text="New proposals have their deposit invoice sent when they are accepted")


def needs_of(workspace: Workspace) -> list[str]:
    """Return the slugs of the facts that a new gate waits for, in the order in which they come about."""
    own = GateNeeds.objects.filter(workspace=workspace).first()
    wanted = own.slugs if own else USUAL
    return [each.slug for each in all_facts() if each.slug in wanted]


def sends_deposit_at_once(workspace: Workspace) -> bool:
    """Whether new proposals have their deposit invoice sent when they are accepted."""
    own = GateNeeds.objects.filter(workspace=workspace).first()
    return own.deposit_at_once if own else True


def keep_deposit_at_once(workspace: Workspace, by: Actor, at_once: bool) -> None:
    """Choose it for new proposals; those that are written already keep what they say."""
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        if at_once == sends_deposit_at_once(workspace):
            return
        GateNeeds.objects.update_or_create(
            workspace=workspace, defaults={"deposit_at_once": at_once}, create_defaults={"slugs": needs_of(workspace), "deposit_at_once": at_once}
        )
        said = "sent at once" if at_once else "kept as drafts"
        record(events.DepositRuleChanged, workspace_id=workspace.pk, by=by, about=workspace, said=said)


def keep_needs(workspace: Workspace, by: Actor, slugs: Sequence[str]) -> None:
    """Choose what new gates wait for; those that stand keep what they wait for. Raises Invalid for an unknown fact."""
    if unknown := [slug for slug in slugs if slug not in FACTS]:
        raise Invalid(f"Choose facts from the list; “{unknown[0][:40]}” is not in it.", "needs")
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        wanted = [each.slug for each in all_facts() if each.slug in slugs]
        if wanted == needs_of(workspace):
            return
        GateNeeds.objects.update_or_create(workspace=workspace, defaults={"slugs": wanted})
        said = ", ".join(FACTS[slug].label.lower() for slug in wanted) or "nothing, at once"
        record(events.NeedsChanged, workspace_id=workspace.pk, by=by, about=workspace, said=said)
