"""An accepted quote becomes invoices: its deposit first, then the final one that takes the deposit off."""

from decimal import Decimal

from django.db import transaction

from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.agreements.proposals.chosen import Chosen, chosen
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

from ..payment_schedules.price import discount_now, taken_items, taken_places
from .changes import still_in
from .deducting import take_off_deposits


def deposit_invoice(quote: Document, by: Actor) -> Document:
    """Draft the deposit invoice of an accepted quote, once. Raises Conflict where none is agreed."""
    _check_accepted(quote)
    agreed = chosen(quote)
    if agreed.deposit is None:
        raise Conflict(f"{quote} asks for no deposit.", "deposit")
    known = quote.followers.filter(kind="invoice", role="deposit").exclude(state="void").first()
    if known:
        return known
    return Document.draft(
        quote.client,
        "invoice",
        by,
        lines=_deposit_lines(quote, agreed),
        source=quote,
        role="deposit",
        currency=quote.currency,
        reference=quote.reference,
        prices_include_tax=True,
        title=quote.title,
        form_token=f"deposit:{quote.pk}:{quote.followers.filter(role='deposit').count()}",
    )


def final_invoice(quote: Document, by: Actor) -> Document:
    """Draft the invoice of an accepted quote, once, with its issued deposit invoices taken off by number."""
    _check_accepted(quote)
    known = quote.followers.filter(kind="invoice").exclude(role="deposit").exclude(state="void").first()
    if known:
        return known
    with transaction.atomic():
        invoice = Document.draft(
            quote.client,
            "invoice",
            by,
            lines=[_copied(line) for line in still_in(quote, chosen(quote).lines)],
            source=quote,
            role="final",
            currency=quote.currency,
            reference=quote.reference,
            title=quote.title,
            notes=quote.notes,
            prices_include_tax=quote.prices_include_tax,
            discount_percent=quote.discount_percent,
            discount_minor=_discount(quote),
            form_token=f"final:{quote.pk}:{quote.followers.exclude(role='deposit').count()}",
        )
        take_off_deposits(invoice)
    return invoice


def _discount(quote: Document) -> int | None:
    """A discount in money, less the share of what change orders took out."""
    taken = taken_places(quote, taken_items(quote))
    return discount_now(quote, chosen(quote).lines, taken) if taken else quote.discount_minor


def _check_accepted(quote: Document) -> None:
    if quote.state != "accepted":
        raise Conflict(f"{quote} is not accepted yet.", "state")
    if not billed_by_itself(quote):
        raise Conflict(f"{quote} puts {quote.source} on paper. Make the invoice there." if quote.source else f"{quote} has no price.", "source")


def billed_by_itself(quote: Document) -> bool:
    """Whether invoices are made of it: not of a contract whose proposal is billed, nor of one without a price."""
    return quote.kind != "contract" or (quote.begins_work and bool(quote.lines.all()))


def _deposit_lines(quote: Document, agreed: Chosen) -> list[dict]:
    """One line for each set of taxes, tax included, so that the parts sum to the deposit exactly."""
    from clientkeep.foundation.money import share

    groups: dict[str, list] = {}
    for line in agreed.lines:
        groups.setdefault(repr(line.taxes), []).append(line)
    weights = [sum(_gross(line, quote) for line in lines) for lines in groups.values()]
    named = f"Deposit for {quote.label.lower()} {quote.number}"
    parts = share(agreed.deposit.minor, weights)
    return [
        {"description": named, "unit_price": str(Money(part, quote.currency)), "taxes": lines[0].taxes}
        for part, lines in zip(parts, groups.values(), strict=True)
        if part
    ]


def _gross(line, quote: Document) -> int:
    if quote.prices_include_tax:
        return line.amount_minor * 100
    rate = sum(Decimal(tax["percent"]) for tax in line.taxes)
    return int(line.amount_minor * (100 + rate))


def _copied(line) -> dict:
    return {
        "description": line.description,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "discount_percent": line.discount_percent,
        "taxes": line.taxes,
    }
