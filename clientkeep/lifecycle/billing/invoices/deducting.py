"""Which deposits a final invoice takes off: reckoned when it is drafted, when a deposit is sent, and for good when it is issued."""

from decimal import Decimal

from django.db.models import Sum

from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.money import half_up
from clientkeep.relationship.documents.models import Deduction, Document


def take_off_deposits(invoice: Document) -> None:
    """Take the sent deposit invoices of the same agreement off a draft, less what was credited of them. Any number of times comes to the same.

    Never more than the draft comes to: what a deposit holds beyond it is credited (payment_schedules/following.py).
    """
    elsewhere = Deduction.objects.filter(released_at=None).exclude(document=invoice).values("deposit")
    rows, left = [], invoice.total_minor
    for deposit in invoice.source.followers.filter(kind="invoice", role="deposit", state="issued").exclude(pk__in=elsewhere).order_by("issued_at", "pk"):
        amount = min(deposit.total_minor - _credited(deposit), left)
        if amount > 0:
            tax = half_up(Decimal(deposit.tax_total_minor) * amount / deposit.total_minor)
            rows.append(Deduction(document=invoice, deposit=deposit, amount_minor=amount, tax_minor=tax))
            left -= amount
    before = {row.deposit_id: row.amount_minor for row in invoice.deductions.all()}
    if before != {row.deposit_id: row.amount_minor for row in rows}:
        invoice.deductions.all().delete()
        Deduction.objects.bulk_create(rows)
    invoice.deducted_minor = sum(row.amount_minor for row in rows)
    Document.objects.filter(pk=invoice.pk).update(deducted_minor=invoice.deducted_minor)


def hold_agreement(invoice: Document) -> None:
    """Lock what the invoice bills, so that its deposit and its final invoice are issued one after the other."""
    Document.objects.select_for_update(of=("self",)).get(pk=invoice.source_id)


def require_not_billed(deposit: Document) -> None:
    """Raise Conflict where a final invoice that was issued bills everything already."""
    if final := _finals(deposit).filter(state="issued").first():
        raise Conflict(f"{final} bills all of it already, this deposit too. Throw this draft away, or void {final.number} first.", "state")


def take_off_draft(deposit: Document) -> None:
    """A deposit that was just issued comes off the final invoice that waits as a draft."""
    for final in _finals(deposit).filter(state="draft"):
        take_off_deposits(final)


def _finals(deposit: Document):
    return deposit.source.followers.filter(kind="invoice", role="final")


def _credited(deposit: Document) -> int:
    notes = Document.objects.filter(kind="credit_note", source=deposit, state__in=("draft", "issued"))
    return notes.aggregate(sum=Sum("total_minor"))["sum"] or 0
