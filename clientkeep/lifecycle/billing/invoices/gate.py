"""The fact that billing knows for gates: the deposit is paid. It is read anew whenever money moved."""

from django.db.models import Sum

from clientkeep.lifecycle.agreements.gates.events import GateClosed
from clientkeep.lifecycle.agreements.gates.facts import fact
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.relationship.documents.events import DocumentVoided
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from ..events import InvoicePaid, PaymentAllocated, PaymentDisputed, PaymentFreed, PaymentRefunded

DEPOSIT = "deposit"

fact(DEPOSIT, "The deposit is paid", "the deposit", 20, lambda document: document.deposit_due is not None)


def proof_of_deposit(quote: Document) -> str:
    """The number of the paid invoice that covers the deposit, or "": paid with money, not credited or written off."""
    followers = quote.followers.filter(kind="invoice", state="issued", balance_minor=0, role__in=("deposit", "final"))
    for invoice in followers.exclude(total_minor=0).order_by("issued_at"):
        paid = invoice.allocations.filter(payment__isnull=False).aggregate(sum=Sum("amount_minor"))["sum"] or 0
        if paid >= invoice.payable.minor > 0:
            return invoice.number
    return ""


@listens(GateClosed, InvoicePaid, PaymentAllocated, PaymentFreed, PaymentRefunded, PaymentDisputed, DocumentVoided)
def read_deposits(event) -> None:
    """A gate waits, or money of its client moved: what holds is said anew, in whatever order they are heard."""
    gates = Gate.objects.select_related("document__client", "workspace").filter(client=event.client_id)
    for gate in gates:
        if DEPOSIT not in gate.needs:
            continue
        by, number = Actor("system", None, gate.workspace.name), proof_of_deposit(gate.document)
        if number:
            gate.hold(DEPOSIT, by, number)
        else:
            gate.withdraw(DEPOSIT, by, "its invoice is open again")
