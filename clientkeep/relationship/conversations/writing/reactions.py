"""What happens when a letter is dropped before it left: nobody has written then, and the client still waits."""

from django.db import transaction

from clientkeep.workspace.journal import listens, record
from clientkeep.workspace.mail.events import LetterDropped
from clientkeep.workspace.members.acting import Actor

from ..messages.model import Message, Thread
from .events import MessageWithdrawn


@listens(LetterDropped)
def take_back_what_nobody_got(event) -> None:
    """A message whose every letter was dropped is taken back. Safe to repeat."""
    messages = Message.objects.filter(workspace_id=event.workspace_id, letters=event.payload.get("letter") or None)
    for message in messages.select_related("thread__client"):
        if not message.letters.exclude(state="dropped").exists():
            _withdraw(message, Actor(event.actor_kind, event.actor_id, event.actor_name))


@transaction.atomic
def _withdraw(message: Message, by: Actor) -> None:
    thread = Thread.objects.select_for_update().get(pk=message.thread_id)
    waits = _waits_since(thread)
    told = message.thread.client
    if waits == thread.waits_since:
        return
    Thread.objects.filter(pk=thread.pk).update(waits_since=waits)
    who = ", ".join(each.get("name") or each.get("email", "") for each in message.to)
    record(
        MessageWithdrawn, workspace_id=message.workspace_id, by=by, client_id=message.client_id, about=message,
        client=told.name, who=who[:300], subject=message.subject,
    )  # fmt: skip


def _waits_since(thread: Thread):
    """The oldest message of the client after the last one of ours that somebody got, or may still get."""
    messages = list(thread.messages.order_by("happened_at", "pk").prefetch_related("letters"))
    waits = None
    for message in messages:
        letters = list(message.letters.all())
        if message.direction == "out" and not (letters and all(letter.state == "dropped" for letter in letters)):
            waits = None
        elif message.direction == "in" and not message.automatic:
            waits = waits or message.happened_at
    return waits
