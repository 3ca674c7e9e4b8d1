"""What writing shows elsewhere: the way to it, and what became of what was written."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.slots import CLIENT_ACTS, CLIENT_MAIN, EVENT_TELLERS, Told
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.state_words import word_of
from clientkeep.workspace.members.acting import Acting

from ..messages.model import Message, Thread
from ..slots import THREAD_ANSWER
from .form import LetterForm
from .views import page_context

_OF_LETTER = ("id", "state", "to_name", "to_email", "attempts", "not_before")
_UNDECIDED = ("failed", "bounced", "unknown", "held")


@CLIENT_ACTS.add("write", "conversations/writing/_client_act.html", order=10)
def write_act(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Write to the client, in its menu."""
    return {"client": client} if _may_write(acting, client) else None


@CLIENT_MAIN.add("write", "conversations/writing/_client_box.html", order=12)
def write_box(acting: Acting, client: Client) -> dict[str, Any] | None:
    """The way to a letter, beside the box that logs."""
    return {"client": client} if _may_write(acting, client) else None


@THREAD_ANSWER.add("answer", "conversations/writing/_answer.html", order=10)
def answer_box(acting: Acting, thread: Thread) -> dict[str, Any] | None:
    """The box that answers a thread, with the draft in it."""
    if not _may_write(acting, thread.client):
        return None
    return page_context(acting, LetterForm.begun(acting, thread.client, thread))


def tell_messages(acting: Acting, events: Sequence[Event]) -> dict[Any, Told]:
    """The words of each message, its thread, and what became of its letters, in one query for all of them."""
    ids = {event.about_id for event in events}
    rows = Message.objects.visible_to(acting).filter(pk__in=ids).order_by("pk", "letters__pk")
    said: dict[Any, tuple[str, Any]] = {}
    letters: dict[Any, list[Letter]] = {}
    of_letter = (f"letters__{name}" for name in _OF_LETTER)
    for pk, text, thread, direction, *values in rows.values_list("pk", "text", "thread_id", "direction", *of_letter):
        said[pk] = (text, thread)
        if values[0] and direction == "out":
            letters.setdefault(pk, []).append(Letter(**dict(zip(_OF_LETTER, values, strict=True))))
    return {pk: _told(acting, text, thread, letters.get(pk, [])) for pk, (text, thread) in said.items()}


def _told(acting: Acting, text: str, thread: Any, letters: list[Letter]) -> Told:
    marks = [f"{letter.to_name or letter.to_email}: {word_of(letter).lower()}" for letter in letters[:5]]
    open_ones = [letter for letter in letters if letter.is_scheduled or letter.state in _UNDECIDED]
    acts = []
    if open_ones and acting.may("outbox.see"):
        words = "Cancel or send now" if open_ones[0].is_scheduled else "Decide in the outbox"
        acts.append((words, reverse("mail:letter", args=[open_ones[0].pk])))
    url = reverse("inbox:thread", args=[thread]) if acting.may("inbox.see") else ""
    return Told(url=url, text=text, marks=tuple(marks), acts=tuple(acts))


EVENT_TELLERS.add("message", tell_messages)


def _may_write(acting: Acting, client: Client) -> bool:
    return acting.may("clients.edit") and not client.archived_at
