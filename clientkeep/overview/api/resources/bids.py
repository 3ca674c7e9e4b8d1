"""Bids: which offer is for which opportunity."""

import uuid

from django.http import HttpRequest, HttpResponse

from clientkeep.lifecycle.agreements.bids.choosing import opportunity_of
from clientkeep.lifecycle.agreements.models import Bid
from clientkeep.lifecycle.sales.opportunities.reach import opportunity_at
from clientkeep.relationship.documents.fetching import visible

from ..answers import answer
from ..door import Room
from ..fields import Given, Told

of_documents, of_opportunities = Room(), Room()


class BidGiven(Given):
    """The opportunity that an offer is for; null for none."""

    opportunity_id: uuid.UUID | None


class BidOut(Told):
    """`opportunity_id` is null where it is for none. `held_back`: why the opportunity did not move on when this was sent."""

    document_id: uuid.UUID
    opportunity_id: uuid.UUID | None
    held_back: str


class OfferOut(Told):
    """A proposal, quote or estimate for an opportunity, with the state of the document."""

    document_id: uuid.UUID
    kind: str
    number: str
    state: str
    held_back: str


class OffersOut(Told):
    items: list[OfferOut]


@of_documents.reads("/{uuid:document_id}/opportunity", "documents.see", BidOut)
def get_bid(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Which opportunity a proposal, quote or estimate is for."""
    return answer(_tell(visible(request.acting, document_id)))


@of_documents.writes("/{uuid:document_id}/opportunity", "documents.draft", BidOut, method="PUT")
def link_bid(request: HttpRequest, document_id: uuid.UUID, given: BidGiven) -> HttpResponse:
    """Say which opportunity of its client it is for. Sent, it moves that on; accepted, it wins it. 409 once it has won one."""
    acting, document = request.acting, visible(request.acting, document_id)
    if given.opportunity_id:
        Bid.link(document, opportunity_of(acting, document.client, str(given.opportunity_id)), acting.actor)
    elif bid := Bid.objects.filter(document=document).first():
        bid.unlink(acting.actor)
    return answer(_tell(document))


@of_opportunities.reads("/{uuid:opportunity_id}/offers", "documents.see", OffersOut)
def list_offers(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """What was offered for an opportunity, the newest first."""
    found = opportunity_at(request.acting, opportunity_id)
    rows = Bid.objects.visible_to(request.acting).filter(opportunity=found).select_related("document").order_by("-made_at")
    told = [(row, row.document) for row in rows]
    plain = ("kind", "number", "state")
    return answer({"items": [{"document_id": str(of.pk), **{name: getattr(of, name) for name in plain}, "held_back": row.held_back} for row, of in told]})


def _tell(document) -> dict:
    bid = Bid.objects.filter(document=document).first()
    return {"document_id": str(document.pk), "opportunity_id": bid and str(bid.opportunity_id), "held_back": bid.held_back if bid else ""}
