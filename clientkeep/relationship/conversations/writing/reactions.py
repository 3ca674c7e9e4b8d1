"""What happens when a letter is dropped before it left: nobody has written then, and the client still waits."""

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.journal import listens, record
from clientkeep.workspace.mail.events import LetterDropped
from clientkeep.workspace.members.acting import Actor

from ..messages.events import MessageWithdrawn
from ..messages.model import Message, Thread


@listens(LetterDropped)
def take_back_what_nobody_got(event) -> None:
    """A message whose every letter was dropped is taken back. Safe to repeat."""
    messages = Message.objects.filter(workspace_id=event.workspace_id, letters=event.payload.get("letter") or None)
    for message in messages.filter(direction="out", withdrawn_at=None):
        if not message.letters.exclude(state="dropped").exists():
            _withdraw(message, Actor(event.actor_kind, event.actor_id, event.actor_name))


@transaction.atomic
def _withdraw(message: Message, by: Actor) -> None:
    thread = Thread.objects.select_for_update(of=("self",)).select_related("client").get(pk=message.thread_id)
    if not Message.objects.filter(pk=message.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        return
    if thread.answered_at == message.happened_at:
        thread.answered_at = None
    thread.recount()
    who = ", ".join(each.get("name") or each.get("email", "") for each in message.to)
    record(
        MessageWithdrawn, workspace_id=message.workspace_id, by=by, client_id=message.client_id, about=message,
        client=thread.client.name, who=who[:300], subject=message.subject,
    )  # fmt: skip
