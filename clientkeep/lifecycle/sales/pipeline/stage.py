"""Stage: a column of the firm's pipeline, with how likely winning is there and how soon silence counts."""

import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, rules
from .placing import put
from .queries import OfTheFirmQuerySet


class Stage(models.Model):
    """`probability` in percent; an opportunity is stale after `stale_days` without a change."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    place = models.PositiveIntegerField()
    probability = models.PositiveSmallIntegerField()
    stale_days = models.PositiveSmallIntegerField()
    least_score = models.PositiveSmallIntegerField(null=True, help_text="What the qualification has to reach before it; empty: no gate")
    after_sending = models.BooleanField(default=False, help_text="Opportunities come here when their proposal is sent; at most one stage of a firm")
    retired_at = models.DateTimeField(null=True)

    objects = OfTheFirmQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["workspace", "place"], name="stage_in_order")]
        constraints = [
            models.CheckConstraint(condition=models.Q(probability__lte=100), name="stage_probability_percent"),
            models.CheckConstraint(condition=models.Q(least_score__lte=100), name="stage_least_score_to_100"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, workspace: Workspace) -> "list[Stage]":
        """The firm's stages in order; the ready-made ones, not saved yet, for a firm that has none."""
        return list(cls.objects.filter(workspace=workspace).standing()) or _ready_made(workspace)

    @classmethod
    def keep_ready(cls, workspace: Workspace) -> "list[Stage]":
        """The firm's stages in order, locked with the firm's pipeline; the ready-made ones are saved on first use."""
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        if not cls.objects.filter(workspace=workspace).exists():
            cls.objects.bulk_create(_ready_made(workspace))
        return list(cls.objects.filter(workspace=workspace).standing())

    @classmethod
    def add(
        cls, workspace: Workspace, by: Actor, name: str, probability: int, stale_days: int, least_score: int | None = None, after_sending: bool = False
    ) -> "Stage":
        """Add a stage behind the others. `after_sending` takes the mark from the stage that has it. Raises Invalid with the field, or for a thirteenth."""
        values = _checked(name, probability, stale_days, least_score)
        with transaction.atomic():
            standing = cls.keep_ready(workspace)
            if len(standing) >= rules.MOST_STAGES:
                raise Invalid(f"Keep at most {rules.MOST_STAGES} stages.", "name")
            _alone(standing, values["name"])
            stage = cls.objects.create(workspace=workspace, place=1 + max((each.place for each in standing), default=0), **values)
            stage._mark(after_sending)
            stage._tell(events.StageAdded, by)
        return stage

    def change(
        self, by: Actor, name: str, probability: int, stale_days: int, least_score: int | None = None, after_sending: bool | None = None
    ) -> None:
        """Change name, probability, patience, gate and mark (None leaves it). Opportunities without a probability of their own follow."""
        values = _checked(name, probability, stale_days, least_score)
        with transaction.atomic():
            standing = self._held()
            _alone([each for each in standing if each.pk != self.pk], values["name"])
            Stage.objects.filter(pk=self.pk).update(**values)
            self._mark(after_sending)
            self.refresh_from_db()
            self._age_again()
            self._tell(events.StageChanged, by)

    def move(self, by: Actor, up: bool) -> None:
        """Put it a place earlier or later. Nothing happens at either end."""
        with transaction.atomic():
            if put(self._held(), self, up):
                self._tell(events.StageMoved, by, where="earlier" if up else "later")

    def retire(self, by: Actor) -> None:
        """Take it out. Raises Conflict for the last one, and while an open opportunity stands in it."""
        with transaction.atomic():
            standing = self._held()
            if len(standing) == 1:
                raise Conflict("A pipeline has at least one stage.", "stage")
            if self.opportunities.filter(state="open").exists():
                raise Conflict("Move the open opportunities of this stage to another one first.", "stage")
            Stage.objects.filter(pk=self.pk).update(retired_at=clock.now())
            self._tell(events.StageRetired, by)

    def _held(self) -> "list[Stage]":
        standing = Stage.keep_ready(self.workspace)
        if self not in standing:
            raise Conflict("This stage was taken out meanwhile.", "stage")
        return standing

    def _mark(self, after_sending: bool | None) -> None:
        if after_sending is None:
            return
        if after_sending:
            Stage.objects.filter(workspace=self.workspace_id, after_sending=True).exclude(pk=self.pk).update(after_sending=False)
        Stage.objects.filter(pk=self.pk).update(after_sending=after_sending)
        self.after_sending = after_sending

    def _age_again(self) -> None:
        rows = list(self.opportunities.filter(state="open").only("pk", "touched_at", "next_step_on", "stale_on"))
        for row in rows:
            touched = local_date(row.touched_at, self.workspace.time_zone)
            row.stale_on = rules.stale_on(touched, self.stale_days, row.next_step_on)
        self.opportunities.model.objects.bulk_update(rows, ["stale_on"], batch_size=200)

    def _tell(self, kind: Any, by: Actor, **more: str) -> None:
        record(kind, workspace_id=self.workspace_id, by=by, about=self, stage=self.name, **more)


def _ready_made(workspace: Workspace) -> list[Stage]:
    # Their ids are the same each time, so that a form shown before the first use still names them.
    return [
        Stage(
            id=uuid.uuid5(workspace.pk, f"stage:{place}"), workspace=workspace, name=each.name, place=place, probability=each.probability,
            stale_days=each.stale_days, after_sending=each.after_sending,
        )
        for place, each in enumerate(rules.STAGES, 1)
    ]


def _checked(name: str, probability: int, stale_days: int, least_score: int | None) -> dict[str, Any]:
    name = " ".join(tidy_text("name", name, 60).split())
    if not name:
        raise Invalid("Write a name, such as Proposal sent.", "name")
    if not 0 <= probability <= 100:
        raise Invalid("Enter 0 to 100 percent.", "probability")
    if not 1 <= stale_days <= rules.LONGEST_STALE:
        raise Invalid(f"Enter 1 to {rules.LONGEST_STALE} days.", "stale_days")
    if least_score is not None and not 0 <= least_score <= 100:
        raise Invalid("Enter a score of 0 to 100, or nothing for no gate.", "least_score")
    return {"name": name, "probability": probability, "stale_days": stale_days, "least_score": least_score}


def _alone(others: list[Stage], name: str) -> None:
    if any(each.name.casefold() == name.casefold() for each in others):
        raise Invalid("There is a stage of this name already.", "name")
