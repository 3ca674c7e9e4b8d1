"""What intake tells the gates before the work: that the client has filled in a form."""

import datetime as dt
from typing import Any

from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.lifecycle.agreements.gates.facts import fact
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.relationship.documents.events import DocumentAccepted
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from .events import IntakeSubmitted
from .model import Intake
from .queries import FOR_CLIENT

FACT = "intake"
# A form that was filled in shortly before the agreement counts for it.
BEFORE = dt.timedelta(days=60)
fact(FACT, "The client has filled in the intake form", "the intake form", 30)


@listens(IntakeSubmitted)
def hold_gates(event: Any) -> None:
    """It holds at the gates that need it: at that of the agreement whose work it was for, at all of the client's where it was for none."""
    found = Intake.objects.select_related("workspace").filter(pk=event.about_id, state="submitted").first()
    if found:
        gates = Gate.objects.filter(client=found.client_id)
        for gate in (gates.filter(document=found.agreement_id) if found.agreement_id or found.work else gates).select_related("document__client", "workspace"):
            _hold(gate, found)


@listens(DocumentAccepted)
def hold_new_gate(event: Any) -> None:
    """It holds at a new gate where the form came first."""
    document = Document.objects.select_related("workspace", "client").filter(pk=event.about_id, state="accepted").first()
    if document is None or not document.begins_work:
        return
    rows = Intake.objects.filter(FOR_CLIENT | Q(agreement=document), client=document.client_id, state="submitted", submitted_at__gt=clock.now() - BEFORE)
    if found := rows.select_related("workspace").order_by("-submitted_at").first():
        _hold(Gate.raise_for(document, Actor("system", None, document.workspace.name)), found)


def _hold(gate: Gate, found: Intake) -> None:
    if FACT in gate.needs:
        gate.hold(FACT, Actor("system", None, found.workspace.name), f"“{found.name}”, sent back by {found.submitted_by}")
