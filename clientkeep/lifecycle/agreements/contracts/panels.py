"""What contracts show elsewhere: the way to one from a proposal, and the newest on the client's page."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.slots import DOCUMENT_MENU
from clientkeep.workspace.members.acting import Acting

from .from_proposal import check_ready


@DOCUMENT_MENU.add("contract", "agreements/contracts/make_item.html", order=19)
def make_item(acting: Acting, document: Document) -> dict[str, Any] | None:
    """"Make the contract" on a proposal that has no choice left open."""
    if document.kind != "proposal" or not acting.may("documents.draft"):
        return None
    try:
        check_ready(document)
    except Conflict:
        return None
    return {}


def _newest(acting: Acting) -> dict[str, Any]:
    mine = Document.objects.filter(workspace=acting.workspace, kind="contract").exclude(state__in=("draft", "void")).order_by("-issued_at", "-pk")
    return {name: newest(mine, name) for name in ("number", "state", "valid_until")}


@sign("contract", _newest, order=13)
def contract_line(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """How far the newest contract is; it leads to all of this client."""
    if not found["number"] or not acting.may("documents.see"):
        return None
    url = f"{reverse('documents:quotes')}?{urlencode({'kind': 'contract', 'client': str(client.pk)})}"
    words, meaning = {"accepted": ("is signed", "good"), "declined": ("was declined", "broken")}.get(found["state"], ("waits for signatures", "waiting"))
    return SignLine("Contract", f"{found['number']} {words}", url, meaning)
