"""What the ledger shows elsewhere: beside an agreement or its change order, and on the client's page."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.urls import reverse

from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.slots import DOCUMENT_PANELS
from clientkeep.workspace.members.acting import Acting

from .ledger import ledger_of
from .model import ScopeEntry


@DOCUMENT_PANELS.add("scope", "agreements/scope/panel.html", order=6)
def scope_panel(acting: Acting, document: Document) -> dict[str, Any] | None:
    """What is agreed now, on an accepted agreement and on what changes it."""
    if document.kind != "change_order" and document.state != "accepted":
        return None
    shown = ledger_of(document.source if document.kind == "change_order" else document, acting.workspace.today())
    return {"ledger": shown} if shown else None


def _newest(acting: Acting) -> dict[str, Any]:
    mine = ScopeEntry.objects.filter(agreement=OuterRef("pk"), act__in=("in", "out")).order_by().values("agreement")
    papers = Document.objects.filter(workspace=acting.workspace, state="accepted", scope__isnull=False).order_by("-decided_at", "-pk")
    priced = papers.annotate(price=Subquery(mine.annotate(sum=Sum("amount_minor")).values("sum")))
    return {"price": newest(priced, "price"), "currency": newest(papers, "currency"), "title": newest(papers, "title"), "number": newest(papers, "number"), "pk": newest(papers, "pk")}


@sign("scope", _newest, order=17)
def what_is_agreed(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """The price of the newest agreement as it stands, and the way to what is agreed with the client."""
    if not found["pk"] or not acting.may("documents.see"):
        return None
    price = Money(found["price"] or 0, found["currency"])
    return SignLine("What is agreed", f"{price.currency} {price}", reverse("scope:of_client", args=[client.pk]), "", found["title"] or found["number"])
