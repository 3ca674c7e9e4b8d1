"""What this room does when absences are planned, clients change hands, and mail comes in."""

from clientkeep.relationship.clients.events import OwnerChanged
from clientkeep.workspace.hours.events import AbsenceCancelled, AbsencePlanned
from clientkeep.workspace.journal import listens
from clientkeep.workspace.journal.models import Event

from ..messages.events import MessageReceived
from ..messages.model import Message
from .answering import answer_for_the_absent
from .covering import settle_cover


@listens(AbsencePlanned, AbsenceCancelled, OwnerChanged)
def follow_with_cover(event: Event) -> None:
    """An absence that has begun is covered at once, one that was cancelled no more."""
    settle_cover(event.workspace)


@listens(MessageReceived)
def answer_while_away(event: Event) -> None:
    """The first mail of each sender to somebody who is away is answered with a name and a day."""
    message = Message.objects.filter(pk=event.about_id).select_related("workspace", "client", "contact").first()
    if message:
        answer_for_the_absent(message)
