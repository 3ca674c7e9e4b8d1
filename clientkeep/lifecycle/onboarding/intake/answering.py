"""A client who writes is not reminded by itself any more: somebody reads the answer first."""

from clientkeep.relationship.conversations.messages.events import MessageReceived
from clientkeep.relationship.conversations.models import Message
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from .model import Intake


@listens(MessageReceived, when=lambda told: told.get("automatic") is not True)
def pause_reminders(event) -> None:
    """Reminders of the forms that were sent before the message pause. Safe to repeat."""
    message = Message.objects.select_related("contact").filter(pk=event.about_id).first()
    if message is None:
        return
    by = Actor(event.actor_kind, event.actor_id, event.actor_name)
    rows = Intake.objects.filter(client=message.client_id, state="open", chase_at__isnull=False, sent_at__lt=message.happened_at)
    for found in rows.select_related("client"):
        found.pause_reminders(by, str(message.contact or message.from_name or message.from_email or "The client"))
