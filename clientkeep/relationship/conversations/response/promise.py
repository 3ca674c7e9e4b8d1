"""ResponsePromise: how fast the firm answers, for everybody, for a tier, for a client; and when it wants a warning."""

from functools import cached_property
from typing import Any

from django.db import models, transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .rules import UNITS, Pledge, Warned

USUAL = Pledge(1, "days")
MOST = {"hours": 200, "days": 60, "none": 0}
WARN_BY = [("percent", "percent of the working time is gone"), ("minutes", "working minutes are left")]


class ResponsePromise(models.Model):
    """A promise. The client's own wins over the tier's, and that over the firm's (no tier, no client)."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    tier = models.CharField(max_length=1, blank=True)
    client = models.OneToOneField(Client, on_delete=models.CASCADE, null=True, related_name="response_promise")
    amount = models.PositiveIntegerField(default=1)
    unit = models.CharField(max_length=5, choices=list(UNITS.items()))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "tier"], condition=models.Q(client=None), name="response_promise_of_tier")
        ]

    @property
    def pledge(self) -> Pledge:
        return Pledge(self.amount, self.unit)

    @classmethod
    def make(cls, workspace: Workspace, by: Actor, pledge: Pledge | None, tier: str = "", client: Client | None = None) -> None:
        """Promise answers; None takes the promise of a tier or client back, so that the next wider one holds.

        Raises Invalid with the field `unit` or `amount`.
        """
        pledge = checked(pledge)
        whom = client.name if client else f"tier {tier.upper()}" if tier else "everybody"
        with transaction.atomic():
            kept = cls.objects.select_for_update().filter(workspace=workspace, tier=tier, client=client).first()
            if (kept.pledge if kept else None) == pledge:
                return
            if pledge is None:
                kept.delete()
            else:
                values = {"amount": pledge.amount, "unit": pledge.unit}
                cls.objects.update_or_create(workspace=workspace, tier=tier, client=client, defaults=values)
            record(
                events.ResponsePromised, workspace_id=workspace.pk, by=by, client_id=client.pk if client else None,
                about=client, whom=whom, promise=str(pledge) if pledge else "as everybody",
            )  # fmt: skip


class ResponseWarning(models.Model):
    """When the firm wants to be warned, where it has said so."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, primary_key=True, related_name="+")
    by = models.CharField(max_length=7, choices=WARN_BY, default="percent")
    amount = models.PositiveIntegerField(default=75)

    @property
    def warned(self) -> Warned:
        return Warned(self.amount) if self.by == "percent" else Warned(0, self.amount)

    @classmethod
    def keep(cls, workspace: Workspace, actor: Actor, by: str, amount: int) -> None:
        """Choose when to warn. Raises Invalid with the field `warn_by` or `warn_amount`."""
        if by not in dict(WARN_BY):
            raise Invalid("Choose how the warning is counted.", "warn_by")
        if not 1 <= amount <= (99 if by == "percent" else 2400):
            raise Invalid("Enter 1 to 99 percent." if by == "percent" else "Enter 1 to 2,400 minutes.", "warn_amount")
        with transaction.atomic():
            kept = cls.objects.filter(workspace=workspace).first() or cls(workspace=workspace)
            if not kept._state.adding and (kept.by, kept.amount) == (by, amount):
                return
            kept.by, kept.amount = by, amount
            kept.save()
            record(
                events.ResponsePromised, workspace_id=workspace.pk, by=actor, whom="the firm",
                promise=f"a warning when {amount} {dict(WARN_BY)[by]}",
            )  # fmt: skip


class Promises:
    """The promises of one firm, read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def of(self, client: Client) -> Pledge:
        """Return what a client is promised."""
        own = self._kept.get(("", client.pk))
        return own or self._kept.get((client.tier, None)) or self.usual

    @property
    def usual(self) -> Pledge:
        return self._kept.get(("", None), USUAL)

    def of_tier(self, tier: str) -> Pledge | None:
        return self._kept.get((tier, None))

    def of_client(self, client_id: Any) -> Pledge | None:
        return self._kept.get(("", client_id))

    @cached_property
    def warned(self) -> Warned:
        kept = ResponseWarning.objects.filter(workspace=self.workspace).first()
        return kept.warned if kept else Warned()

    @cached_property
    def _kept(self) -> dict[tuple[str, Any], Pledge]:
        rows = ResponsePromise.objects.filter(workspace=self.workspace)
        return {(row.tier, row.client_id): row.pledge for row in rows}


def checked(pledge: Pledge | None) -> Pledge | None:
    """Return a promise that can be kept. Raises Invalid with the field `unit` or `amount`."""
    if pledge is None:
        return None
    if pledge.unit not in UNITS:
        raise Invalid("Choose working hours, business days or no promise.", "unit")
    if pledge.unit == "none":
        return Pledge(0, "none")
    least = 1 if pledge.unit == "hours" else 0
    if not least <= pledge.amount <= MOST[pledge.unit]:
        raise Invalid(f"Enter {least} to {MOST[pledge.unit]} {UNITS[pledge.unit]}.", "amount")
    return pledge
