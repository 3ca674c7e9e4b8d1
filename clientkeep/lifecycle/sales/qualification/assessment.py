"""Assessment: by which checklist one opportunity is judged, and what that asked when it was first answered."""

from typing import Any

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.members.models import Workspace

from ..opportunities.model import Opportunity
from .checklist import Checklist
from .criterion import Criterion

ASKED = ("label", "kind", "weight", "key", "formula", "grades")


class Assessment(models.Model):
    """`asked` holds the criteria as they stood at the first answer, so that no later change of the checklist moves a score.

    It is empty while nothing is answered: then the checklist is followed. One that ended (`ended_at`) keeps what it came to:
    `outcome` has the score, and of each criterion its words, the answer with its reason, and its points.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="assessments")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    asked = models.JSONField(default=list)
    begun_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        ordering = ["-ended_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["opportunity"], condition=models.Q(ended_at=None), name="one_assessment_at_a_time")]

    def __str__(self) -> str:
        return str(self.checklist)

    @classmethod
    def of(cls, opportunity: Opportunity) -> "Assessment":
        """The one that counts; one by the usual checklist, not saved, where nobody chose or answered yet."""
        found = cls.objects.select_related("checklist").filter(opportunity=opportunity, ended_at=None).first()
        firm = opportunity.workspace
        found = found or cls(workspace=firm, opportunity=opportunity, checklist=Checklist.usual(firm))
        found.checklist.workspace = firm
        return found

    @classmethod
    def before(cls, opportunity: Opportunity) -> "list[Assessment]":
        """Those that ended, the newest first."""
        return list(cls.objects.select_related("checklist").filter(opportunity=opportunity).exclude(ended_at=None).order_by("-ended_at", "-pk"))

    @property
    def criteria(self) -> list[Criterion]:
        """What it asks: as it stood at the first answer, else as the checklist stands."""
        return [_thawed(self, each) for each in self.asked] or Criterion.of(self.checklist)

    @property
    def is_behind(self) -> bool:
        """Whether the checklist was changed since it was first answered."""
        return bool(self.asked) and self.asked != frozen(Criterion.of(self.checklist))


def frozen(criteria: list[Criterion]) -> list[dict[str, Any]]:
    """Criteria as an assessment keeps them."""
    return [{"id": str(each.pk), **{name: getattr(each, name) for name in ASKED}} for each in criteria]


def _thawed(assessment: Assessment, kept: dict[str, Any]) -> Criterion:
    values = {name: kept[name] for name in ASKED}
    return Criterion(id=Criterion._meta.pk.to_python(kept["id"]), workspace=assessment.workspace, checklist=assessment.checklist, **values)
