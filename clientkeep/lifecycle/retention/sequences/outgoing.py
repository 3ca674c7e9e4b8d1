"""The letters of runs: whether one may go now, writing it once, taking it back, and the last question before it leaves."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import QuerySet

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.relationship.conversations.writing.letters import write_letter
from clientkeep.relationship.conversations.writing.moments import zone_of
from clientkeep.relationship.conversations.writing.recipients import Recipient
from clientkeep.relationship.conversations.writing.rules import next_working_moment, version_for
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.mail.handover import asks_before_leaving
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import SYSTEM, Acting
from clientkeep.workspace.members.models import Member

from ..cases.queries import in_a_case
from .planning import look_later
from .run import SequenceRun
from .step import SequenceStep
from .steps import words_of
from .stopping import stop_for

PURPOSE = "sequence"
UNSENT = ("held", "ready", "waiting")
IN_A_CASE = "An open case: nothing goes out until it is resolved."


def version_of(step: SequenceStep) -> Words:
    """A letter's words in the contact's language, else the client's, else the default."""
    if not step.words:
        return Words("", "")
    return version_for(words_of(step.words), [step.run.contact.language, step.run.client.language])


def hindrance(run: SequenceRun) -> str:
    """Return why no letter of a run may go to its contact now, in words; empty where one may."""
    contact = Contact.objects.get(pk=run.contact_id)
    if run.client.archived_at:
        return f"{run.client} is archived."
    if contact.removed_at:
        return f"{contact} is not on record any more."
    if not contact.email:
        return f"{contact} has no e-mail address."
    if contact.no_mailings:
        return f"{contact} wants no mailings."
    return IN_A_CASE if in_a_case(run.client) else ""


def writer_of(run: SequenceRun, today: dt.date) -> tuple[Member | None, str]:
    """Return who signs a letter that goes by itself: the client's owner, else who started the run; in their absence the cover.

    None with the reason in words where nobody can.
    """
    writer = run.client.owner or run.member
    if writer.disabled_at:
        return None, f"{writer} has left. Give {run.client} an owner, then it goes on."
    away = Absence.objects.on(today).filter(workspace=run.workspace_id, member=writer).select_related("cover__user", "cover__workspace").first()
    if away is None:
        return writer, ""
    if away.cover is None or away.cover.disabled_at:
        return None, f"{writer} is away without cover: it waits until somebody is there to read an answer."
    return away.cover, ""


def send_by_itself(step: SequenceStep) -> None:
    """Write a letter that needs no approval, or say why it waits. For the sweep, which holds the run."""
    writer, why = writer_of(step.run, step.run.workspace.today())
    if writer is None:
        look_later(step, why)
    else:
        _write(step, writer)


def approve(step: SequenceStep, acting: Acting) -> None:
    """Write a letter that a person has read. Raises Conflict where it may not go. For the verb that holds the run."""
    run = step.run
    if run.state == "paused":
        raise Conflict("This run rests. Let it go on, then send the letter.", "state")
    if found := stop_for(run):
        raise Conflict(f"{found.because[:1].upper()}{found.because[1:]}: the sequence stops, and nothing is sent.", "state")
    if why := hindrance(run):
        raise Conflict(why, "state")
    _write(step, acting.member)


def take_back(run: SequenceRun) -> None:
    """The run rests: a letter that has not left is dropped, and its step waits as before."""
    for step in _unsent(run):
        step.letter.drop(SYSTEM)
        return_to_plan(step)


def return_to_plan(step: SequenceStep, held: str = "") -> None:
    """A letter was dropped before it left: its step comes again, with a letter of its own. For who holds the run."""
    step.state, step.letter, step.tries, step.held = "planned", None, step.tries + 1, held[:300]
    step.opens_at = clock.now() + dt.timedelta(minutes=30 if held else 0)
    step.save(update_fields=["state", "letter", "tries", "held", "opens_at"])


def drop_unsent(run: SequenceRun) -> None:
    """The run has ended: what has not left never will."""
    for step in _unsent(run):
        step.letter.drop(SYSTEM)


@asks_before_leaving(PURPOSE)
def may_still_leave(letter: Letter) -> str:
    """No letter leaves once its run has ended or rests, the client was heard of, or has a case."""
    step = SequenceStep.objects.filter(letter=letter.pk, state="outbox").select_related("run__client__workspace", "run__contact").first()
    if step is None or step.run.state != "running":
        return "Its sequence has ended, rests, or went on without it."
    if found := stop_for(step.run):
        return f"The sequence stops: {found.because}."
    return hindrance(step.run)


def _write(step: SequenceStep, writer: Member) -> None:
    run = step.run
    contact = Contact.objects.get(pk=run.contact_id)
    to = Recipient(str(contact.pk), contact.email, str(contact), contact)
    identity = _identity(step)
    message = write_letter(
        run.client, writer, step.shown, [to], thread=_thread(run), not_before=_moment(step), identity=identity,
        mailing=str(identity), purpose=PURPOSE,
    )  # fmt: skip
    step.letter, step.state, step.held, step.opens_at = message.letters.get(), "outbox", "", None
    step.save(update_fields=["letter", "state", "held", "opens_at"])


def _identity(step: SequenceStep) -> uuid.UUID:
    """What names its message: the step's own id, and one of its own for each try after a letter that was dropped."""
    return uuid.uuid5(step.pk, str(step.tries)) if step.tries else step.pk


def _moment(step: SequenceStep) -> dt.datetime | None:
    """Its own hour, or the client's next working one where that has passed."""
    now = clock.now()
    return step.due_at if step.due_at and step.due_at > now else next_working_moment(now, zone_of(step.run.client))


def _thread(run: SequenceRun) -> Thread | None:
    """All letters of a run are one conversation."""
    letters = run.steps.filter(letter__isnull=False).values("letter")
    first = Message.objects.filter(client=run.client_id, letters__in=letters).order_by("happened_at").select_related("thread").first()
    return first.thread if first else None


def _unsent(run: SequenceRun) -> QuerySet[Any]:
    return run.steps.filter(state="outbox", letter__state__in=UNSENT).select_related("letter", "run")
