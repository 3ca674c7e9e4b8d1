"""What proposals add to a document's pages: what was chosen, and the next version."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.sales.opportunities.slots import OPPORTUNITY_PANELS
from clientkeep.relationship.documents.slots import DOCUMENT_MENU, DOCUMENT_PANELS, SENDING_NOTES
from clientkeep.relationship.portal.slots import DOCUMENT_ACTS as PORTAL_ACTS
from clientkeep.workspace.members.acting import Acting

from .blocks.pointing import pointed_out
from .content import OF_BLOCKS, Content
from .paper import day_words
from .starting import MEETING
from .versions import before


@DOCUMENT_PANELS.add("choice", "agreements/proposals/choice_panel.html", order=5)
def choice_for_staff(acting: Acting, document: Any) -> dict[str, Any] | None:
    """What the client chose."""
    return _choice(document)


@PORTAL_ACTS.add("choice", "agreements/proposals/choice_panel.html", order=20)
def choice_for_client(visitor: Any, document: Any) -> dict[str, Any] | None:
    """The same for the client."""
    return _choice(document)


@DOCUMENT_PANELS.add("versions", "agreements/proposals/versions_panel.html", order=6)
def versions_for_staff(acting: Acting, document: Any) -> dict[str, Any] | None:
    """The versions before and after."""
    if document.kind not in OF_BLOCKS:
        return None
    newer = Content.objects.filter(follows=document.pk).select_related("document").first()
    older = before(document)
    return {"older": older, "newer": newer and newer.document} if older or newer else None


@PORTAL_ACTS.add("version", "agreements/proposals/portal_version.html", order=2)
def version_for_client(visitor: Any, document: Any) -> dict[str, Any] | None:
    """That this version replaces another, and what changed."""
    if document.kind not in OF_BLOCKS or visitor.looking or (older := before(document)) is None:
        return None
    return {"older": older}


@DOCUMENT_MENU.add("new_version", "agreements/proposals/version_item.html", order=20)
def new_version_item(acting: Acting, document: Any) -> dict[str, Any] | None:
    """"Write a new version" on a proposal that waits or was declined."""
    if document.kind not in OF_BLOCKS or document.state not in ("issued", "declined") or not acting.may("documents.draft"):
        return None
    return {}


@DOCUMENT_MENU.add("keep_template", "agreements/proposals/template_item.html", order=21)
def template_item(acting: Acting, document: Any) -> dict[str, Any] | None:
    """"Keep as template" on every proposal and contract."""
    return {} if document.kind in OF_BLOCKS and acting.may("documents.draft") else None


@SENDING_NOTES.add("pointed_out", "agreements/proposals/pointed.html")
def before_sending(acting: Acting, document: Any) -> dict[str, Any] | None:
    """What is vague, undated or without limit in a draft, and what stands in the way."""
    return to_look_at(document) if document.kind in OF_BLOCKS and document.is_draft else None


def to_look_at(document: Any) -> dict[str, Any]:
    """`pointed`: what to look at; `must`: why it cannot be issued, or ""."""
    pointed = pointed_out(document.content, document.kind)
    try:
        document.check_offer()
    except Refusal as refusal:
        return {"pointed": pointed, "must": refusal.message}
    return {"pointed": pointed, "must": ""}


@OPPORTUNITY_PANELS.add("proposal", "agreements/proposals/opportunity_panel.html", order=40)
def proposal_of_opportunity(acting: Acting, opportunity: Any) -> dict[str, Any] | None:
    """The way to a proposal for the client of an opportunity, open or won."""
    if opportunity.client is None or opportunity.state == "lost" or not acting.may("documents.draft"):
        return None
    query = urlencode({"client": str(opportunity.client_id), "title": opportunity.title, "opportunity": str(opportunity.pk), "start": f"{MEETING}{opportunity.pk}"})
    return {"url": f"{reverse('proposals:new')}?{query}", "opportunity_client": opportunity.client.name}


def _choice(document: Any) -> dict[str, Any] | None:
    if document.kind != "proposal" or (choice := document.chosen) is None:
        return None
    payments = [
        (each["what"], Money(each["amount_minor"], document.currency), day_words(each["when"], document.workspace.locale))
        for each in choice.payments
    ]
    return {"choice": choice, "total": Money(choice.total_minor, document.currency), "deposit": document.deposit_due, "payments": payments}
