"""Invoice: what a client owes, from issue to payment in full."""

from django.db.models import Sum

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

from ..ledger import rules as book
from ..ledger.model import post
from . import deducting, rules


class Invoice(Document):
    """A bill. `role` is deposit, final, opening (see opening.py) or nothing."""

    class Meta:
        proxy = True

    @property
    def label(self) -> str:
        """The kind in a word; an opening item is the balance that was taken over from another tool."""
        return "Opening balance" if self.role == "opening" else super().label

    @property
    def status(self) -> str:
        """The adjective shown beside it; see rules.status."""
        return rules.status(
            self.state,
            self.payable.minor,
            self.balance_minor,
            self.due_date,
            bool(self.sent_at),
            self.workspace.today(),
        )

    @property
    def days_late(self) -> int:
        """Days since the due date, 0 where nothing is late."""
        if self.status != "overdue":
            return 0
        return (self.workspace.today() - self.due_date).days

    def settle(self) -> bool:
        """Recompute the balance from its allocations; True where it has just become paid in full."""
        paid = self.allocations.aggregate(paid=Sum("amount_minor"))["paid"] or 0
        before, self.balance_minor = self.balance_minor, self.payable.minor - paid
        Document.objects.filter(pk=self.pk).update(balance_minor=self.balance_minor)
        return before > 0 and self.balance_minor == 0

    def _check_complete(self) -> None:
        if self.source_id and self.role in ("deposit", "final"):
            deducting.hold_agreement(self)
            deducting.require_not_billed(self) if self.role == "deposit" else deducting.take_off_deposits(self)
        super()._check_complete()

    def _on_issue(self, by: Actor) -> None:
        self._post("issue", self._rows())
        if self.source_id and self.role == "deposit":
            deducting.take_off_draft(self)

    def _on_void(self, by: Actor) -> None:
        if self.allocations.exists():
            raise Conflict("Money is booked on this invoice. Write a credit note instead of voiding it.", "state")
        if self.deducted_on.filter(released_at=None).exists():
            raise Conflict("This deposit is taken off a final invoice. Void that one first.", "state")
        self.deductions.update(released_at=clock.now())
        self.balance_minor = 0
        Document.objects.filter(pk=self.pk).update(balance_minor=0)
        self._post("void", book.reverse(self._rows()))

    def _rows(self) -> book.Rows:
        deducted = sum(row.tax_minor for row in self.deductions.all()) if self.deducted_minor else 0
        return book.on_issue(self.total_minor, self.tax_total_minor, self.deducted_minor, deducted, self.role)

    def _post(self, what: str, rows: book.Rows) -> None:
        post(
            rows, workspace_id=self.workspace_id, client_id=self.client_id, key=f"{what}:{self.pk}", day=self.issue_date,
            currency=self.currency, document_id=self.pk,
        )  # fmt: skip
