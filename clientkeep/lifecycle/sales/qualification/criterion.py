"""Criterion: one question by which the firm judges whether work is worth winning, and what each answer earns."""

import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..pipeline.placing import put
from ..pipeline.queries import OfTheFirmQuerySet
from . import events
from .checklist import Checklist
from .rules.grades import KINDS, Grade
from .rules.ready import CRITERIA, MOST_CRITERIA
from .tidying import alone, keep_formulas, tidied


class Criterion(models.Model):
    """`grades` are [answer, points] (points null: it rules the work out); `key` names a number in formulas; `weight` 0 to 100."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="criteria")
    place = models.PositiveIntegerField()
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    weight = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, blank=True)
    formula = models.CharField(max_length=200, blank=True)
    grades = models.JSONField(default=list)
    retired_at = models.DateTimeField(null=True)

    objects = OfTheFirmQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["checklist", "place"], name="criterion_in_its_list")]
        constraints = [models.CheckConstraint(condition=models.Q(weight__lte=100), name="criterion_weight_to_100")]

    def __str__(self) -> str:
        return self.label

    @property
    def graded(self) -> list[Grade]:
        return [Grade(answer, points) for answer, points in self.grades]

    @property
    def lines(self) -> list[str]:
        """The grades as they are written on the settings page."""
        return [each.line for each in self.graded]

    @classmethod
    def of(cls, checklist: Checklist) -> "list[Criterion]":
        """What a checklist asks, in order; the ready-made criteria, not saved yet, for a usual one in which nothing was ever asked."""
        rows = [] if checklist._state.adding else list(cls.objects.filter(checklist=checklist).order_by("place", "pk"))
        if not rows and checklist.is_usual:
            return _ready_made(checklist)
        for each in rows:
            each.workspace, each.checklist = checklist.workspace, checklist
        return [each for each in rows if each.retired_at is None]

    @classmethod
    def keep_ready(cls, checklist: Checklist) -> "list[Criterion]":
        """What a checklist asks, locked with the firm; the ready-made criteria are saved on first use."""
        usual = Checklist.keep_ready(checklist.workspace)
        if usual == checklist and not cls.objects.filter(checklist=usual).exists():
            cls.objects.bulk_create(_ready_made(usual))
        return cls.of(usual if usual == checklist else checklist)

    @classmethod
    def add(cls, checklist: Checklist, by: Actor, **values: Any) -> "Criterion":
        """Add a criterion behind the others: label, kind, weight, key, formula, lines. Raises Invalid with the field."""
        with transaction.atomic():
            standing = cls.keep_ready(checklist)
            if len(standing) >= MOST_CRITERIA:
                raise Invalid(f"Keep at most {MOST_CRITERIA} criteria.", "label")
            kept = tidied(values)
            alone(kept, standing)
            place = 1 + max((each.place for each in standing), default=0)
            made = cls.objects.create(workspace=checklist.workspace, checklist_id=checklist.pk, place=place, **kept)
            made._tell(events.CriterionAdded, by)
        return made

    def change(self, by: Actor, **values: Any) -> None:
        """Say anew what it asks and what each answer earns; what was judged already stays as it was. Raises Invalid with the field."""
        with transaction.atomic():
            standing = self._held()
            kept = tidied(values)
            alone(kept, [each for each in standing if each.pk != self.pk])
            Criterion.objects.filter(pk=self.pk).update(**kept)
            self.refresh_from_db()
            self._tell(events.CriterionChanged, by)

    def move(self, by: Actor, up: bool) -> None:
        """Put it a place earlier or later. Nothing happens at either end."""
        with transaction.atomic():
            if put(self._held(), self, up):
                self._tell(events.CriterionMoved, by, where="earlier" if up else "later")

    def retire(self, by: Actor) -> None:
        """Ask it no more; what was judged already stays as it was. Raises Conflict for the last one, Invalid for a number in use."""
        with transaction.atomic():
            others = [each for each in self._held() if each.pk != self.pk]
            if not others:
                raise Conflict("Keep at least one criterion.", "criterion")
            keep_formulas(others, [each.key for each in others])
            Criterion.objects.filter(pk=self.pk).update(retired_at=clock.now())
            self._tell(events.CriterionRetired, by)

    def _held(self) -> "list[Criterion]":
        standing = Criterion.keep_ready(self.checklist)
        if self not in standing:
            raise Conflict("This criterion was taken out meanwhile.", "criterion")
        return standing

    def _tell(self, kind: Any, by: Actor, **more: str) -> None:
        record(kind, workspace_id=self.workspace_id, by=by, about=self, criterion=self.label, **more)


def _ready_made(checklist: Checklist) -> list[Criterion]:
    # Their ids are the same each time, so that a form shown before the first use still names them.
    firm = checklist.workspace
    return [
        Criterion(
            id=uuid.uuid5(firm.pk, f"criterion:{place}"), workspace=firm, checklist=checklist, place=place,
            **tidied({"label": each.label, "kind": each.kind, "weight": each.weight, "lines": each.lines}),
        )
        for place, each in enumerate(CRITERIA, 1)
    ]  # fmt: skip
