"""The gate of a stage: score and red flags decide, unless somebody lets it past and says why."""

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..opportunities.entering import ENTRY_CHECKS
from ..opportunities.model import Opportunity
from ..pipeline.rules import passed
from ..pipeline.stage import Stage
from . import events
from .judging import judged


class Override(models.Model):
    """That somebody let this opportunity into this stage all the same. It holds for this stage only, and is never taken back."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="overrides")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "stage"], name="let_past_once")]

    def __str__(self) -> str:
        return self.reason


def check_gates(opportunity: Opportunity, entered: list[Stage]) -> None:
    """Raise Conflict at the first gate on the way that is shut."""
    gates = [each for each in entered if each.least_score is not None]
    if not gates:
        return
    past = set(Override.objects.filter(opportunity=opportunity).values_list("stage_id", flat=True))
    shut = [each for each in gates if each.pk not in past]
    if not shut:
        return
    found = judged(opportunity)
    for gate in shut:
        least = found.least(gate.least_score)
        if found.score < least:
            raise Conflict(f"“{gate}” opens at a score of {least}; this has {found.score}. Answer its qualification first.", "stage", "gate_shut")
        if found.flags:
            raise Conflict(f"“{gate}” stays shut while a red flag stands: {found.flags[0]}. Let it past with a reason on its qualification page.", "stage", "gate_shut")


ENTRY_CHECKS.add("qualification", check_gates)


def let_past(opportunity: Opportunity, stage: Stage, by: Actor, reason: str) -> None:
    """Move it into a stage past its gates and those before, for a reason that stands on the timeline. Raises Invalid without one."""
    words = " ".join(tidy_text("reason", reason, 300).split())
    if not words:
        raise Invalid("Say why it may pass. It stands on the timeline.", "reason")
    with transaction.atomic():
        stages = Stage.keep_ready(opportunity.workspace)
        if stage not in stages:
            raise Invalid("Choose a stage of the list.", "stage")
        held = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
        if held.state != "open":
            raise Conflict(f"It is {held.state}. Reopen it first.", "state")
        for gate in passed(stages, held.stage, stage):
            if gate.least_score is not None:
                Override.objects.get_or_create(
                    opportunity=opportunity, stage=gate, defaults={"workspace": opportunity.workspace, "reason": words, "made_by": by.name[:200]}
                )  # fmt: skip
        opportunity.tell(events.LetPast, by, stage=stage.name, reason=words)
        opportunity.move(by, stage)
