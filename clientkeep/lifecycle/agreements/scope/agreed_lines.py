"""The lines that were agreed with a document."""

from collections.abc import Sequence

from clientkeep.relationship.documents.models import Document, Line

from ..proposals.chosen import chosen
from ..proposals.content import Choice


def lines_of(document: Document) -> tuple[Sequence[Line], int, int]:
    """Return the agreed lines (of what was chosen, where there was a choice), their subtotal and the discount on it, in minor units."""
    choice = Choice.objects.filter(document=document.pk).first()
    subtotal, discount = (choice.subtotal_minor, choice.discount_minor) if choice else (document.subtotal_minor, document.discount_total_minor)
    return chosen(document).lines, subtotal, discount
