"""Answer: what was said to one criterion about one opportunity."""

import uuid

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.members.models import Workspace

from ..opportunities.model import Opportunity
from .criterion import Criterion
from .rules.grades import LONGEST


class Answer(models.Model):
    """`value` is one of the criterion's answers as it was chosen, or a number; a formula has none."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=LONGEST)
    answered_at = models.DateTimeField(default=clock.now)
    answered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "criterion"], name="one_answer_to_a_criterion")]

    def __str__(self) -> str:
        return self.value


def answers_of(opportunity: Opportunity) -> dict[uuid.UUID, str]:
    """What was answered, by the criterion's id."""
    return dict(Answer.objects.filter(opportunity=opportunity).values_list("criterion_id", "value"))
