"""A credit note from an invoice: its lines, ready to be cut down to what is taken back."""

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.documents.copying import values_of
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

COPIED = ("currency", "reference", "title", "prices_include_tax", "discount_percent", "discount_minor", "lines")


def credit_note_for(invoice: Document, by: Actor, form_token: str | None = None) -> Document:
    """Draft a credit note over an issued invoice. Raises Conflict for a draft, a void one or another kind."""
    if invoice.kind != "invoice" or invoice.state != "issued":
        raise Conflict(f"{invoice} cannot be credited. Only issued invoices can.", "state")
    values = {name: value for name, value in values_of(invoice).items() if name in COPIED}
    return Document.draft(
        invoice.client, "credit_note", by, values.pop("lines"), form_token=form_token, source=invoice, due_date=None, **values
    )
