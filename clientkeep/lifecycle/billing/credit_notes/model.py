"""Credit note: takes back what an issued invoice said, without changing it."""

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

from ..ledger import rules as book
from ..ledger.model import post


class CreditNote(Document):
    """Money given back on paper. Issued for an invoice, it settles that one first; the rest is the client's credit."""

    class Meta:
        proxy = True

    @property
    def label(self) -> str:
        """The kind in a word; an opening item is the credit that was taken over from another tool."""
        return "Opening credit" if self.role == "opening" else super().label

    def _on_issue(self, by: Actor) -> None:
        from ..payments.allocating import put_credit_on

        self._post("issue", self._rows())
        if self.source_id and self.source.kind == "invoice":
            invoice = Document.objects.select_for_update().get(pk=self.source_id)
            amount = min(self.total_minor, invoice.balance_minor)
            if amount and invoice.currency == self.currency:
                put_credit_on(invoice, amount, by, credit_note=self)

    def _on_void(self, by: Actor) -> None:
        if self.uses.exists():
            raise Conflict("This credit is used on an invoice. Free it there first.", "state")
        self._post("void", book.reverse(self._rows()))

    def _rows(self) -> book.Rows:
        return book.on_credit_note(self.total_minor, self.tax_total_minor, self.role)

    def _post(self, what: str, rows: book.Rows) -> None:
        post(
            rows, workspace_id=self.workspace_id, client_id=self.client_id, key=f"{what}:{self.pk}", day=self.issue_date,
            currency=self.currency, document_id=self.pk,
        )  # fmt: skip
