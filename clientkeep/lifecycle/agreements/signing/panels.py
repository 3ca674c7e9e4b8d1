"""What signing shows on pages of lower floors: beside a document, in its menu, on the client's page, and to the client."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, how_many, newest, sign
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.slots import DOCUMENT_ACTS as DOCUMENT_BUTTONS
from clientkeep.relationship.documents.slots import DOCUMENT_MENU, DOCUMENT_PANELS, SENDING_WAYS
from clientkeep.relationship.portal.slots import DOCUMENT_ACTS, WAITING, WaitingCard
from clientkeep.relationship.portal.visitor import Visitor
from clientkeep.workspace.members.acting import Acting

from .model import SIGNABLE, Signing, signable
from .signer import Signer


@DOCUMENT_PANELS.add("signing", "agreements/signing/panel.html", order=4)
def signing_panel(acting: Acting, document: Document) -> dict[str, Any] | None:
    """Who has signed, on a quote or estimate that people were asked to sign."""
    if document.is_draft or not document.kind_row.answerable:
        return None
    found = Signing.objects.visible_to(acting).filter(document=document).order_by("-created_at").whole().first()
    return {"signing": found} if found else None


@DOCUMENT_BUTTONS.add("ask_to_sign", "agreements/signing/ask.html", order=5)
def ask_for_signatures(acting: Acting, document: Document) -> dict[str, Any] | None:
    """The next act on a contract, until somebody is asked."""
    if not document.is_signed or document.state not in ("draft", "issued") or not signable(document) or not acting.may("documents.issue"):
        return None
    return None if Signing.objects.running().filter(document=document).exists() else {}


@SENDING_WAYS.add("signing", "", order=10)
def send_for_signature(acting: Acting, document: Document) -> dict[str, Any] | None:
    """Instead of a letter with a button: issue it, then say who signs."""
    if not document.kind_row.answerable or document.is_signed:
        return None
    words = "Sent for signature, the people you name next sign its PDF, and the last signature accepts it."
    return {"label": "Send for signature", "words": words, "sign": "signature", "url": reverse("signing:signing", args=[document.pk])}


@DOCUMENT_MENU.add("signing", "agreements/signing/menu.html", order=20)
def ask_to_sign(acting: Acting, document: Document) -> dict[str, Any] | None:
    """Ask for signatures."""
    return {} if signable(document) and acting.may("documents.issue") else None


@DOCUMENT_ACTS.add("signing", "agreements/signing/portal.html", order=5)
def sign_here(visitor: Visitor, document: Document) -> dict[str, Any] | None:
    """Where a document is being signed: the way to one's own page, or who is asked. Then the signed file."""
    if not document.kind_row.answerable:
        return None
    found = Signing.objects.filter(document=document, state__in=["open", "signed"]).whole().first()
    if found is None:
        return None
    mine = next((each for each in found.waits_for if visitor.contact and each.contact_id == visitor.contact.pk), None)
    return {"signing": found, "mine": None if visitor.looking else mine}


@WAITING.add("signing", "", order=5)
def to_sign(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """Documents that this person is asked to sign."""
    if visitor.contact is None:
        return None
    asked = Signer.objects.filter(contact=visitor.contact, state="asked", signing__state="open", signing__document__state__in=SIGNABLE)
    return {"cards": [_card(row) for row in asked.select_related("signing__document").order_by("asked_at")[:20]]}


def _waiting(acting: Acting) -> dict[str, Any]:
    mine = Signer.objects.to_countersign(acting).order_by("asked_at", "pk")
    return {
        "count": how_many(mine, "signing__client"),
        "document_id": newest(mine, "signing__document_id", "signing__client"),
        "number": newest(mine, "signing__document__number", "signing__client"),
    }


@sign("countersign", _waiting, order=14)
def to_countersign(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """What this person is asked to countersign."""
    if not found["document_id"] or not acting.may("documents.see"):
        return None
    more = f"and {found['count'] - 1} more" if found["count"] > 1 else ""
    url = reverse("signing:signing", args=[uuid.UUID(str(found["document_id"]))])
    return SignLine("Countersignature", f"{found['number']} waits for yours", url, "waiting", more)


def _card(signer: Signer) -> WaitingCard:
    document, signing = signer.signing.document, signer.signing
    act = "Approve" if signer.approves else "Sign"
    act = f"Choose and {act.lower()}" if signing.leaves_choice and not signing.choice_id else act
    return WaitingCard(
        title=f"{act} {document.label.lower()} {document.number}", words=document.title,
        url=reverse("portal:document", args=[document.pk]), label=f"Read the {document.label.lower()}", minutes=5, rank=5,
    )  # fmt: skip
