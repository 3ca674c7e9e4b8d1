"""Answering for somebody who is away: once for each sender and absence, never a machine, never in a loop."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid, TooMany
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.handover import asks_before_leaving
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.outbox import write
from clientkeep.workspace.members.limits import count_attempt

from ..messages.model import Message
from .events import AbsenceAnswered
from .rules import answer_key, day_words
from .telling import words_for
from .wordings import ANSWER, NOTICE

PER_THREAD, WINDOW = 5, dt.timedelta(hours=1)


def answer_for_the_absent(message: Message) -> Letter | None:
    """Tell who wrote to somebody who is away until when, and who covers; None where nothing is to be told."""
    absence, email = _absence_of(message), message.from_email or (message.contact.email if message.contact else "")
    if absence is None or not email or message.automatic or message.direction != "in":
        return None
    key = answer_key(absence.pk, email)[:200]
    with transaction.atomic():
        if Letter.objects.filter(workspace=message.workspace_id, key=key).exists():
            return None
        try:
            count_attempt("absence-answer", str(message.thread_id), PER_THREAD, WINDOW)
            return _written(message, absence, email, key)
        except (TooMany, Invalid):
            # Too many in an hour look like a loop; what is no address cannot be answered.
            return None


def _absence_of(message: Message) -> Absence | None:
    """The absence of the client's owner in which a message came in, while it still lasts: late mail is not answered."""
    firm, owner = message.workspace, message.client.owner_id
    today = firm.today()
    if owner is None or message.client.archived_at or message.happened_at > clock.now():
        return None
    absence = Absence.objects.on(today).filter(workspace=firm, member=owner).select_related("member__user", "cover__user", "workspace").first()
    return absence if absence and absence.includes(_day(message)) else None


def _day(message: Message) -> dt.date:
    return message.happened_at.astimezone(ZoneInfo(message.workspace.time_zone)).date()


def _written(message: Message, absence: Absence, email: str, key: str) -> Letter:
    name = str(message.contact) if message.contact else message.from_name
    words = words_for(absence, message.client, message.contact, name, ANSWER)
    letter = write(
        absence.workspace, key, ANSWER, email, name[:200], words.subject, words.text, about=absence, client_id=message.client_id,
        from_name=str(absence.member)[:200], in_reply_to=message.external_id,
        references=[message.external_id] if message.external_id else (),
    )  # fmt: skip
    record(
        AbsenceAnswered, workspace_id=message.workspace_id, client_id=message.client_id, about=absence, client=message.client.name,
        who=name or email, whom=str(absence.member), last=day_words(absence.last),
    )  # fmt: skip
    return letter


@asks_before_leaving(ANSWER)
def may_still_answer(letter: Letter) -> str:
    """Who is back, or never left, answers in person."""
    absence = Absence.objects.filter(workspace=letter.workspace_id, pk=letter.about_id).select_related("workspace").first()
    if absence is None or not absence.includes(absence.workspace.today()):
        return "The absence had ended before the letter left."
    return ""


@asks_before_leaving(NOTICE)
def may_still_tell(letter: Letter) -> str:
    """An absence that was cancelled meanwhile is not told."""
    absence = Absence.objects.filter(workspace=letter.workspace_id, pk=letter.about_id).first()
    return "" if absence and absence.cancelled_at is None else "The absence was cancelled before the letter left."
