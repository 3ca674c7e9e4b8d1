"""Acts by hand: who waits on whom is set by what happens, and a person may know better."""

from django.db import transaction

from clientkeep.foundation.errors import Conflict
from clientkeep.workspace.journal import record
from clientkeep.workspace.journal.declaration import EventKind
from clientkeep.workspace.members.acting import Actor

from ..messages.model import Thread
from .events import WaitHanded, WaitSettled, WaitTaken
from .keeping import keep_questions, keep_threads
from .model import Wait


def settle(wait: Wait, by: Actor) -> None:
    """Nothing is to be answered here. Raises Conflict where the wait has ended meanwhile."""
    _turn(wait, by, WaitSettled)


def hand_over(wait: Wait, by: Actor) -> None:
    """The client is to do something first. Raises Conflict where the wait has ended meanwhile."""
    _turn(wait, by, WaitHanded)


def take_over(wait: Wait, by: Actor) -> None:
    """We are to do something first: the clock runs from now. Raises Conflict where the wait has ended meanwhile."""
    _turn(wait, by, WaitTaken)


def _turn(wait: Wait, by: Actor, kind: EventKind) -> None:
    with transaction.atomic():
        held = Wait.objects.select_for_update(of=("self",)).select_related("client", "workspace").get(pk=wait.pk)
        if held.closed_at:
            raise Conflict("This has been answered meanwhile.")
        record(
            kind, workspace_id=held.workspace_id, by=by, client_id=held.client_id, about=held, client=held.client.name,
            subject=held.about, thread=str(held.thread_id or ""),
        )  # fmt: skip
        if held.thread_id:
            keep_threads(held.workspace, Thread.objects.filter(pk=held.thread_id))
        else:
            keep_questions(held.workspace, [held.client_id])
