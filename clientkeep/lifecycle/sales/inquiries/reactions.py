"""What this room does when whoever asked is a client."""

from clientkeep.workspace.journal import listens
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Actor

from ..opportunities.events import OpportunityAdopted
from .model import Inquiry


@listens(OpportunityAdopted)
def give_files_to_the_client(event: Event) -> None:
    """What came along with the inquiry is the client's from now on."""
    inquiry = Inquiry.objects.select_related("opportunity").filter(workspace_id=event.workspace_id, opportunity_id=event.about_id).first()
    if inquiry is None or inquiry.opportunity.client_id is None:
        return
    for stored in inquiry.files.all():
        stored.give_to(inquiry.opportunity.client_id, Actor(event.actor_kind, event.actor_id, event.actor_name))
