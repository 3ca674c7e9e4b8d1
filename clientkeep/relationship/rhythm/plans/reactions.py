"""What this room does when talks are logged, letters leave or are taken back, and working days change."""

from clientkeep.relationship.clients.events import ContactRemoved, ContactRestored
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations import events as log
from clientkeep.relationship.conversations.messages.events import MessageMoved, MessageWithdrawn, MessageWritten
from clientkeep.workspace.hours.events import (
    AbsenceCancelled,
    AbsencePlanned,
    ClosedDaysAdded,
    ClosedDaysRemoved,
    HoursChanged,
)
from clientkeep.workspace.journal import listens
from clientkeep.workspace.journal.models import Event

from .keeping import recount, wind


@listens(
    log.CallLogged, log.MeetingLogged, log.MailLogged, log.MessageLogged, log.EntryCorrected, MessageWritten, MessageWithdrawn,
    MessageMoved, ContactRemoved, ContactRestored,
)  # fmt: skip
def count_the_contact(event: Event) -> None:
    """Somebody heard from the firm, or did not after all."""
    if client := Client.objects.select_related("workspace").filter(pk=event.client_id, workspace=event.workspace_id).first():
        recount(client)


@listens(HoursChanged, ClosedDaysAdded, ClosedDaysRemoved, AbsencePlanned, AbsenceCancelled)
def lay_on_working_days(event: Event) -> None:
    """Hours, holidays and absences move what is next."""
    wind(event.workspace)
