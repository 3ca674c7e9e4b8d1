"""What gates show: beside an accepted quote, on the client's page, and to the client."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.slots import DOCUMENT_PANELS
from clientkeep.workspace.members.acting import Acting

from .model import Gate
from .telling import facts_of


@DOCUMENT_PANELS.add("gate", "agreements/gates/panel.html", order=5)
def gate_panel(acting: Acting, document: Document) -> dict[str, Any] | None:
    """Whether work may start, on an accepted quote or estimate."""
    if document.state != "accepted":
        return None
    gate = Gate.objects.visible_to(acting).filter(document=document).first()
    return {"gate": gate, "facts": facts_of(gate)} if gate else None


LATELY = dt.timedelta(days=60)


def _newest(acting: Acting) -> dict[str, Any]:
    mine = Gate.objects.filter(workspace=acting.workspace).order_by("-created_at")
    names = ("document_id", "needs", "held", "overridden_at", "created_at")
    return {name: newest(mine, name) for name in names}


@sign("gate", _newest, order=15)
def start_of_work(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """What the newest agreement waits for; one that has been open for long is no news."""
    if not found["document_id"] or not acting.may("documents.see"):
        return None
    gate = Gate(needs=found["needs"], held=found["held"], overridden_at=found["overridden_at"])
    url = reverse("gates:gate", args=[uuid.UUID(str(found["document_id"]))])
    if not gate.is_open:
        return SignLine("Start of work", f"waits for {gate.missing_words}", url, "waiting")
    if found["created_at"] < clock.now() - LATELY:
        return None
    without = f"without {gate.missing_words}" if gate.missing else ""
    return SignLine("Start of work", "may start", url, "waiting" if without else "good", without)
