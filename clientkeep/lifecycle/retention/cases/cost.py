"""What a case costs, noted by hand: time, goodwill, write-offs, credits."""

import uuid

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import CurrencyCode, Identity, Minor
from clientkeep.foundation.money import Money
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .model import Case

KINDS = [("time", "Time"), ("goodwill", "Goodwill"), ("write_off", "Write-off")]
MOST_MINUTES = 24 * 60


class CaseCost(models.Model):
    """One cost of a case: minutes of somebody's time, or money. It is taken back by a row of its own, never changed."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="costs")
    kind = models.CharField(max_length=9, choices=KINDS)
    minutes = models.PositiveIntegerField(null=True)
    amount_minor = Minor(null=True)
    currency = CurrencyCode(blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["created_at"]

    @property
    def amount(self) -> Money | None:
        return None if self.amount_minor is None else Money(self.amount_minor, self.currency)

    @classmethod
    def note_time(cls, case: Case, minutes: int | None, by: Actor, note: str = "", id: uuid.UUID | None = None) -> "CaseCost":
        """Note minutes that the case took. The same `id` gives the same row again."""
        if not minutes or not 0 < minutes <= MOST_MINUTES:
            raise Invalid(f"Enter minutes between 1 and {MOST_MINUTES:,}.", "minutes")
        words = f"{minutes} minute{'' if minutes == 1 else 's'}"
        return cls._keep(case, by, id, words, kind="time", minutes=minutes, note=note)

    @classmethod
    def note_money(
        cls, case: Case, kind: str, amount: Money | None, by: Actor, note: str = "", id: uuid.UUID | None = None
    ) -> "CaseCost":
        """Note goodwill or a write-off. The same `id` gives the same row again."""
        if kind not in ("goodwill", "write_off"):
            raise Invalid("Choose goodwill or a write-off.", "kind")
        if amount is None or amount.minor <= 0:
            raise Invalid("Enter an amount above zero.", "amount")
        words = f"{amount.currency} {amount} of {dict(KINDS)[kind].lower()}"
        return cls._keep(case, by, id, words, kind=kind, amount_minor=amount.minor, currency=amount.currency, note=note)

    @classmethod
    def _keep(cls, case: Case, by: Actor, id: uuid.UUID | None, words: str, **values: object) -> "CaseCost":
        values["note"] = " ".join(str(values["note"]).split())[:300]
        with transaction.atomic():
            Case.objects.select_for_update().get(pk=case.pk)
            if id and (known := cls.objects.filter(pk=id, case=case).first()):
                return known
            row = cls.objects.create(**({"id": id} if id else {}), workspace_id=case.workspace_id, case=case, by=by.name[:200], **values)
            case.tell(events.CaseCosted, by, amount=words)
        return row
