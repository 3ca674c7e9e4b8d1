"""What a client costs beside what the client brings, each currency by itself."""

from dataclasses import dataclass, field

from django.db.models import Sum

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment, Refund
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document

from .cost import CaseCost


@dataclass
class Weighed:
    """One currency: what was paid less refunds, and what was credited, written off or given as goodwill."""

    currency: str
    brought: int = 0
    credits: int = 0
    write_offs: int = 0
    goodwill: int = 0

    @property
    def costs(self) -> Money:
        return Money(self.credits + self.write_offs + self.goodwill, self.currency)

    @property
    def paid(self) -> Money:
        return Money(self.brought, self.currency)


@dataclass
class Scales:
    """All of a client's currencies, and the minutes that its cases took."""

    rows: dict[str, Weighed] = field(default_factory=dict)
    minutes: int = 0

    def put(self, side: str, currency: str, minor: int) -> None:
        row = self.rows.setdefault(currency, Weighed(currency))
        setattr(row, side, getattr(row, side) + minor)

    @property
    def currencies(self) -> list[Weighed]:
        return [self.rows[currency] for currency in sorted(self.rows)]


def weigh(client: Client) -> Scales:
    """Weigh a client: payments less refunds against credit notes and what its cases cost. Nothing is converted."""
    scales = Scales()
    for currency, minor in _sums(Payment.objects.filter(client=client), "amount_minor"):
        scales.put("brought", currency, minor)
    for currency, minor in _sums(Refund.objects.filter(payment__client=client, failed_at=None), "amount_minor"):
        scales.put("brought", currency, -minor)
    issued = Document.objects.filter(client=client, kind="credit_note").exclude(state__in=("draft", "void"))
    for currency, minor in _sums(issued, "total_minor"):
        scales.put("credits", currency, abs(minor))
    costs = CaseCost.objects.filter(case__client=client).order_by()
    for kind, currency, minor, minutes in costs.values_list("kind", "currency").annotate(Sum("amount_minor"), Sum("minutes")):
        if kind == "time":
            scales.minutes += minutes or 0
        else:
            scales.put("goodwill" if kind == "goodwill" else "write_offs", currency, minor)
    return scales


def _sums(rows, column: str):
    return rows.order_by("currency").values_list("currency").annotate(Sum(column))
