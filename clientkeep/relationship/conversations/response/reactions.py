"""What this room does when messages come and go, talks are logged, and hours, promises or owners change."""

from django.db.models import Q

from clientkeep.relationship.clients.events import ClientChanged, OwnerChanged
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.hours.events import (
    AbsenceCancelled,
    AbsencePlanned,
    ClosedDaysAdded,
    ClosedDaysRemoved,
    HoursChanged,
)
from clientkeep.workspace.journal import listens
from clientkeep.workspace.journal.models import Event

from .. import events as log
from ..messages.events import MessageReceived, MessageWithdrawn, MessageWritten, ThreadAnswered
from ..messages.model import Thread
from . import facts
from .events import ResponsePromised, WaitHanded, WaitSettled, WaitTaken
from .keeping import keep_questions, keep_threads, wind_open


@listens(MessageReceived, MessageWritten, MessageWithdrawn)
def turn_the_clock(event: Event) -> None:
    """A message starts the clock, or stops it."""
    if thread := facts.thread_of(event.about_id):
        keep_threads(event.workspace, Thread.objects.filter(pk=thread.pk))
        if event.slug == MessageWritten.slug:
            keep_questions(event.workspace, [thread.client_id])


@listens(ThreadAnswered, WaitSettled, WaitHanded, WaitTaken)
def turn_by_hand(event: Event) -> None:
    """A person says who waits on whom."""
    thread = event.payload.get("thread") if event.slug != ThreadAnswered.slug else event.about_id
    if thread:
        keep_threads(event.workspace, Thread.objects.filter(workspace=event.workspace, pk=thread))
    else:
        keep_questions(event.workspace, [event.client_id])


@listens(log.CallLogged, log.MeetingLogged, log.MailLogged, log.MessageLogged)
def stop_for_a_talk(event: Event) -> None:
    """A talk answers what the client waited for when it took place, also where it is logged later."""
    later = Q(waits__closed_at=None) | Q(waits__closed_at__gte=event.happened_at)
    threads = Thread.objects.filter(later, workspace=event.workspace, client=event.client_id, waits__since__lte=event.happened_at)
    keep_threads(event.workspace, Thread.objects.filter(pk__in=threads.values("pk")))
    keep_questions(event.workspace, [event.client_id])


@listens(HoursChanged, ClosedDaysAdded, ClosedDaysRemoved, AbsencePlanned, AbsenceCancelled, ResponsePromised)
def move_what_is_due(event: Event) -> None:
    """Hours, absences and promises move what is due."""
    wind_open(event.workspace, [event.client_id] if event.client_id else None)


@listens(ClientChanged, OwnerChanged)
def move_for_a_client(event: Event) -> None:
    """Another tier or owner brings another promise or other hours."""
    if Client.objects.filter(pk=event.client_id, waits__closed_at=None).exists():
        wind_open(event.workspace, [event.client_id])


def hear_question(event: Event) -> None:
    """A question in the portal starts the clock, too; the documents room calls this."""
    keep_questions(event.workspace, [event.client_id])
