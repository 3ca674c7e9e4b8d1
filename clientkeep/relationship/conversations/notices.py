"""What people are told of conversations: messages, answers that are due, recaps in doubt, and whom they cover for."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.notices.kinds import notice_kind
from clientkeep.workspace.notices.slots import CARERS

from .absence.events import CoverBegan
from .absence.model import Cover
from .messages.events import MessageReceived
from .recaps.events import RecapQuestioned
from .response.events import ResponseBreached, ResponseDueSoon
from .response.model import Wait


def covers_of(client_id: Any) -> Iterable[Any]:
    """The members who cover a client now."""
    return Cover.objects.filter(client_id=client_id).values_list("member_id", flat=True)


def who_covers(event: Any) -> Iterable[Any]:
    """The one who covers during the absence that an event is about."""
    return Absence.objects.filter(pk=event.about_id, cover__isnull=False).values_list("cover_id", flat=True)


def to_the_thread(acting: Acting, event: Any) -> str:
    """Lead to the conversation that waits, where it is one in the inbox."""
    found = Wait.objects.filter(pk=event.about_id, workspace=acting.workspace, thread__isnull=False).first()
    return reverse("inbox:thread", args=[found.thread_id]) if found and acting.may("inbox.see") else ""


CARERS.add("cover", covers_of)
notice_kind(
    "message", "A client writes to you", (MessageReceived,), "inbox.see", order=10, when=lambda payload: not payload.get("automatic")
)
notice_kind("due_soon", "An answer is due soon", (ResponseDueSoon,), "inbox.see", urgent=True, order=20, leads=to_the_thread)
notice_kind("late", "An answer is late", (ResponseBreached,), "inbox.see", urgent=True, order=21, leads=to_the_thread)
notice_kind("recap", "A recap is doubted", (RecapQuestioned,), "clients.see", urgent=True, order=30)
notice_kind("cover", "You cover for a colleague", (CoverBegan,), "clients.see", order=95, to=who_covers)
