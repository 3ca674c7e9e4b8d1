"""What bids do when their document is issued or accepted, and when what held them back may be gone."""

from clientkeep.lifecycle.sales.opportunities.events import OpportunityMoved
from clientkeep.lifecycle.sales.qualification.events import Qualified
from clientkeep.relationship.documents.events import DocumentAccepted, DocumentIssued
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from .model import Bid
from .rules import KINDS, bids


@listens(DocumentIssued, when=bids)
def move_the_opportunity(event) -> None:
    """What is sent moves its opportunity on, and the lead to where proposals wait."""
    for bid in _bids(document=event.about_id, document__state="issued"):
        firm = Actor("system", None, bid.workspace.name)
        bid.advance(firm)
        bid.document.client.advance_to("proposal", firm)


@listens(DocumentAccepted, when=bids)
def win_the_opportunity(event) -> None:
    """What is accepted wins its opportunity."""
    for bid in _bids(document=event.about_id, document__state="accepted"):
        bid.win(Actor("system", None, bid.workspace.name))


@listens(DocumentAccepted, when=bids)
def move_the_client_on(event) -> None:
    """Whose first offer is accepted is a client with work; who was one before stays."""
    document = Document.objects.select_related("workspace", "client").filter(pk=event.about_id, state="accepted", kind__in=KINDS).first()
    if document:
        document.client.advance_to("active", Actor("system", None, document.workspace.name))


@listens(OpportunityMoved, Qualified)
def try_again(event) -> None:
    """What a gate held back may pass now."""
    for bid in _bids(opportunity=event.about_id).held():
        bid.advance(Actor("system", None, bid.workspace.name))


def _bids(**which):
    return Bid.objects.select_related("document__client", "workspace", "opportunity").filter(**which)
