"""What runs do when something is announced: news of the client ends them, a letter that left takes them further."""

from clientkeep.lifecycle.billing.events import PaymentBooked
from clientkeep.lifecycle.sales.booking.events import BookerAdded, MeetingBooked
from clientkeep.relationship.clients.events import ClientArchived, ContactChanged, ContactRemoved
from clientkeep.relationship.conversations.events import CallLogged, MailLogged, MeetingLogged, MessageLogged
from clientkeep.relationship.conversations.messages.events import MessageReceived
from clientkeep.relationship.documents.events import DocumentAccepted, DocumentDeclined, QuestionAsked
from clientkeep.workspace.journal import listens
from clientkeep.workspace.mail.events import LetterBounced, LetterDropped, LetterSent

from .advancing import letter_dropped, letter_left
from .outgoing import PURPOSE
from .run import SequenceRun
from .step import SequenceStep
from .stopping import stop_if_due


@listens(MessageReceived, when=lambda told: told.get("automatic") is not True)
def answered(event) -> None:
    """The client wrote. Safe to repeat."""
    stop_runs_of(event)


@listens(
    QuestionAsked, DocumentAccepted, DocumentDeclined, PaymentBooked, CallLogged, MeetingLogged, MailLogged, MessageLogged,
    MeetingBooked, BookerAdded,
)  # fmt: skip
def heard(event) -> None:
    """The client was heard of. Safe to repeat."""
    stop_runs_of(event)


@listens(ClientArchived, ContactRemoved, ContactChanged, LetterBounced)
def out_of_reach(event) -> None:
    """The client or the contact cannot be written to any more. Safe to repeat."""
    stop_runs_of(event)


def stop_runs_of(event) -> None:
    """End each run of the event's client that the record ends."""
    for run in SequenceRun.objects.live().filter(client=event.client_id).select_related("contact", "client__workspace", "workspace"):
        stop_if_due(run)


@listens(LetterSent, LetterDropped, when=lambda told: told.get("purpose") == PURPOSE)
def moved_on(event) -> None:
    """A letter of a run left, or was dropped. Safe to repeat."""
    for step in SequenceStep.objects.filter(letter=event.about_id, state="outbox").select_related("run"):
        if event.slug == LetterSent.slug:
            letter_left(step)
        else:
            letter_dropped(step, by_person=event.actor_kind == "member")
