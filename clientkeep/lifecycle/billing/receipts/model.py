"""Receipt: says on paper that money came in."""

import datetime as dt

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

from ..ledger import rules as book
from ..ledger.model import post


class Receipt(Document):
    """Made by a payment, or written first for a sale that was paid at once: then its issue books the payment."""

    class Meta:
        proxy = True

    def _on_issue(self, by: Actor) -> None:
        if self.role == "payment":
            return
        from ..payments.model import Payment

        post(
            book.on_issue(self.total_minor, self.tax_total_minor), workspace_id=self.workspace_id, client_id=self.client_id,
            key=f"issue:{self.pk}", day=self.issue_date, currency=self.currency, document_id=self.pk,
        )  # fmt: skip
        said = self.payment or {}
        Payment.book(
            self.client, self.total, method=said.get("method") or "other", by=by,
            on=dt.date.fromisoformat(said["date"]) if said.get("date") else self.issue_date,
            documents=[self], receipt=self,
        )  # fmt: skip

    def _on_void(self, by: Actor) -> None:
        if self.role != "payment":
            raise Conflict("A receipt for a sale is taken back by a credit note.", "state")
