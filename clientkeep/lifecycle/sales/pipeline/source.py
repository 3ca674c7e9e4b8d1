"""Source: where opportunities come from; SourceCost: what a source cost in a month."""

import datetime as dt

from django.db import models, transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import OfTheFirmQuerySet, SourceCostQuerySet


class Source(models.Model):
    """A source by its name; `key` is the name as it is compared."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=300)

    objects = OfTheFirmQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="source_once")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def named(cls, workspace: Workspace, name: str) -> "Source | None":
        """The source of this name, put on record where it is new; None for no name. Raises Invalid for a long one."""
        name = " ".join(tidy_text("source", name, 100).split())
        if not name:
            return None
        return cls.objects.get_or_create(workspace=workspace, key=name.casefold(), defaults={"name": name})[0]


class SourceCost(models.Model):
    """What a source cost in one month, in one currency, entered by hand. `month` is its first day; `minor` in minor units."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="costs")
    month = models.DateField()
    currency = models.CharField(max_length=3)
    minor = models.BigIntegerField()

    objects = SourceCostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "month", "currency"], name="source_cost_once"),
            models.CheckConstraint(condition=models.Q(minor__gte=0), name="source_cost_not_negative"),
        ]
        indexes = [models.Index(fields=["workspace", "month"], name="source_cost_by_month")]

    @classmethod
    def note(cls, workspace: Workspace, by: Actor, source: str, month: dt.date, amount: Money) -> "SourceCost":
        """Say what a source cost in the month of a day, in place of what was said before. Raises Invalid with the field."""
        if amount.minor < 0:
            raise Invalid("Enter an amount of zero or more.", "amount")
        with transaction.atomic():
            of = Source.named(workspace, source)
            if of is None:
                raise Invalid("Say which source it was.", "source")
            first = month.replace(day=1)
            cost, _ = cls.objects.update_or_create(
                source=of, month=first, currency=amount.currency, defaults={"workspace": workspace, "minor": amount.minor}
            )
            words = f"{amount.currency} {amount}"
            record(events.SourceCosted, workspace_id=workspace.pk, by=by, about=of, source=of.name, amount=words, month=f"{first:%B %Y}")
        return cost
