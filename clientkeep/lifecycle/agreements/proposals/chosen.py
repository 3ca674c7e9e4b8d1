"""What was agreed, for the stages that come after: the chosen lines and figures of an accepted agreement."""

from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.money import Money
from clientkeep.relationship.documents.models import Document, Line

from .content import Choice
from .pricing import priced


@dataclass(frozen=True)
class Chosen:
    """Lines (not saved where they come of a choice), total and deposit; `payments` as Choice keeps them."""

    lines: tuple[Line, ...]
    total: Money
    deposit: Money | None
    package: str = ""
    options: tuple[str, ...] = ()
    payments: tuple[dict[str, Any], ...] = ()


def chosen(document: Document) -> Chosen:
    """Return what the client agreed to: the kept choice of a proposal, else the document's own lines and total."""
    choice = Choice.objects.filter(document=document.pk).first()
    if choice is None:
        return Chosen(tuple(document.lines.all()), document.total, document.deposit_due)
    deposit = None if choice.deposit_minor is None else Money(choice.deposit_minor, document.currency)
    lines = tuple(priced(document, choice.lines).lines.all())
    options = tuple(description for _, description in choice.options)
    return Chosen(lines, Money(choice.total_minor, document.currency), deposit, choice.package_title, options, tuple(choice.payments))
