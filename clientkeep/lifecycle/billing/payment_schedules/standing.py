"""The payments of an agreement as they stand now: read, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from django.db.models import Sum

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.agreements.proposals.chosen import chosen
from clientkeep.relationship.documents.models import Document

from . import rules
from .price import changes_of
from .step import ScheduleStep

LIVE = ("draft", "issued")


@dataclass(frozen=True)
class PaymentSchedule:
    """The parts, which sum to the price, and what sent invoices ask for in all, less credit notes."""

    agreement: Document
    parts: tuple[rules.Part, ...]
    asked_minor: int

    @property
    def price(self) -> Money:
        return Money(sum(part.amount_minor for part in self.parts), self.agreement.currency)

    @property
    def asked(self) -> Money:
        return Money(self.asked_minor, self.agreement.currency)


def standing(agreement: Document) -> PaymentSchedule:
    """Return the payments of an accepted agreement after all its change orders."""
    asked = asked_minor(agreement)
    return PaymentSchedule(agreement, tuple(rules.filled(parts_of(agreement), asked)), asked)


def parts_of(agreement: Document) -> list[rules.Part]:
    """The agreed parts folded with each change."""
    steps = ScheduleStep.objects.filter(agreement=agreement).select_related("change")
    return reduce(_stepped, steps, agreed_parts(agreement))


def agreed_parts(agreement: Document) -> list[rules.Part]:
    """The parts as they were accepted first: the schedule's, else the deposit and the rest, else all at once."""
    agreed = chosen(agreement)
    total, deposit = agreed.total.minor, agreed.deposit.minor if agreed.deposit else 0
    if agreed.payments and sum(row["amount_minor"] for row in agreed.payments) == total:
        return [rules.Part(row["what"], row["when"], row["amount_minor"]) for row in agreed.payments]
    if 0 < deposit < total:
        return [rules.Part("Deposit", "on acceptance", deposit), rules.Part("The rest", "with the final invoice", total - deposit)]
    return [rules.Part("All", "with the invoice", total)]


def asked_minor(agreement: Document) -> int:
    """What sent invoices ask for, less their credit notes."""
    return sum(room for _, room in rooms([agreement, *changes_of(agreement)]))


def rooms(sources: Sequence[Document]) -> list[tuple[Document, int]]:
    """The sent invoices that follow these documents, the newest first, each with what it asks for less its credit notes."""
    rows = Document.objects.filter(source__in=sources, kind="invoice", state="issued").select_related("client__workspace", "workspace")
    invoices = list(rows.order_by("-issued_at", "-pk"))
    notes = Document.objects.filter(kind="credit_note", state__in=LIVE, source__in=invoices).values_list("source").annotate(sum=Sum("total_minor"))
    gone = dict(notes.order_by())
    return [(invoice, max(invoice.payable.minor - gone.get(invoice.pk, 0), 0)) for invoice in invoices]


def _stepped(parts: list[rules.Part], step: ScheduleStep) -> list[rules.Part]:
    return rules.moved(parts, step.asked_minor, step.by_minor, step.change.title or str(step.change), "with its own invoice")
