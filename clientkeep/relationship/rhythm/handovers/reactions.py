"""What this room does when a client gets another owner."""

from clientkeep.relationship.clients.events import OwnerChanged
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal import listens
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.models import Member

from .model import HandOver


@listens(OwnerChanged)
def open_a_hand_over(event: Event) -> None:
    """One for each change. Who takes a client that nobody had, for themselves, needs none."""
    client = Client.objects.select_related("workspace").filter(pk=event.client_id, workspace=event.workspace_id).first()
    named = {str(member.pk): member for member in Member.objects.filter(workspace=event.workspace_id)}
    owner, before = (named.get(event.payload.get(key, "")) for key in ("owner_id", "before_id"))
    if client is None or owner is None or (before is None and str(event.actor_id) == str(owner.pk)):
        return
    HandOver.begin(client, event, before, owner)
