"""Which payments a person may see, and sums per currency."""

from typing import Any

from django.db import models
from django.db.models import Q

from clientkeep.workspace.members.acting import Acting


class PaymentQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "PaymentQuerySet":
        """Only payments of clients that this member may see."""
        mine = self.filter(workspace=acting.workspace)
        if not acting.may("payments.see"):
            return mine.none()
        if acting.member.sees_all_clients:
            return mine
        return mine.filter(Q(client__owner=acting.member) | Q(client__access__member=acting.member)).distinct()

    def unmatched(self) -> "PaymentQuerySet":
        """With money that stands on no invoice."""
        return self.filter(free_minor__gt=0)

    def disputed(self) -> "PaymentQuerySet":
        """Whose payer's bank asks for the money back and has not decided."""
        return self.exclude(dispute__in=("", "won", "lost", "warning_closed"))

    def sums(self) -> list[tuple[str, int, int]]:
        """(currency, minor units, how many) for each currency; they are never added together. One query."""
        rows = self.order_by("currency").values("currency").annotate(sum=models.Sum("amount_minor"), many=models.Count("*"))
        return list(rows.values_list("currency", "sum", "many"))


def reminders_rest(document: Any) -> bool:
    """Tell whether reminders of an invoice rest: money for it is on its way, or its payment is disputed."""
    from .model import Payment

    if Payment.objects.disputed().filter(allocations__document=document).exists():
        return True
    return document.checkouts.filter(state="processing").exists()
