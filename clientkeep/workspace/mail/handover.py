"""Handing one letter to the mail server, at most once by machine.

The row says `sending` before the server can have the letter. A crash after that leaves `sending`, which a sweep
turns into `unknown`: a person decides. Sign-in letters and invitations go again, under the same Message-ID.
"""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.faults import point
from clientkeep.foundation.registry import Registry

from . import events, smtp
from .leaving import why_none_leaves
from .links import make_link, make_unsubscribing
from .message import ascii_address, built, message_id_of
from .models import RESENT_BY_ITSELF, Letter, MailServer

MOST_TRIES = 10
SERVER_REST = dt.timedelta(seconds=50)
LONGEST_WAIT = dt.timedelta(hours=6)
# After this a letter under way counts as one whose outcome nobody knows. A late answer still settles it.
UNDER_WAY = dt.timedelta(minutes=2)
# By purpose: `ask(letter) -> reason to drop it now, or ""`, asked under lock just before it leaves.
STILL_WANTED: Registry[Callable[[Any], str]] = Registry("last question")
# By purpose: `ask(letter) -> the earliest moment (UTC) at which it may leave`, asked at each try.
NOT_BEFORE: Registry[Callable[[Any], dt.datetime]] = Registry("quiet hours")

log = logging.getLogger("clientkeep.mail")


def asks_before_leaving(purpose: str) -> Callable:
    """Register `ask(letter) -> str` for letters of a purpose: a reason drops the letter instead of sending it."""

    def register(ask: Callable[[Any], str]) -> Callable[[Any], str]:
        return STILL_WANTED.add(purpose, ask)

    return register


def waits_for_its_hour(purpose: str) -> Callable:
    """Register `ask(letter) -> moment` for letters of a purpose: one that is tried again leaves no earlier either."""

    def register(ask: Callable[[Any], dt.datetime]) -> Callable[[Any], dt.datetime]:
        return NOT_BEFORE.add(purpose, ask)

    return register


def hand_over(letter_id: Any) -> None:
    """Hand a ready letter to its firm's mail server; nothing happens to a letter that is not ready and due.

    RuntimeError inside a transaction: that the letter is under way must be on the disk before it goes.
    """
    letter = Letter.objects.select_related("workspace").filter(pk=letter_id, state="ready").first()
    if letter is None or letter.next_try_at > clock.now() or letter.is_scheduled:
        return
    if why_none_leaves(letter.workspace, letter):
        letter.move("held")
        return
    if connection.in_atomic_block:
        raise RuntimeError("hand_over() commits as it goes and belongs into no transaction")
    server = MailServer.objects.get(workspace=letter.workspace)
    try:
        with smtp.conversation(server) as talk:
            smtp.envelope(talk, ascii_address(server.from_email), ascii_address(letter.to_email))
            _send(talk, letter, server)
    except smtp.Unreachable as refused:
        _refused(letter, refused)
        _let_others_wait(letter)
    except smtp.Refused as refused:
        _refused(letter, refused)
    except smtp.OutcomeUnknown:
        _unknown(letter)


def settle_interrupted() -> None:
    """Sweep: what was under way when a process died is unknown now, or goes again where that does no harm."""
    stale = Letter.objects.filter(state="sending", next_try_at__lt=clock.now()).select_related("workspace")
    for letter in stale[:500]:
        _unknown(letter)


def _send(talk: Any, letter: Letter, server: MailServer) -> None:
    message = _claimed(letter, server)
    if message is None:
        return
    point("mail.before_handover")
    smtp.data(talk, message)
    point("mail.after_250")
    _sent(letter)


def _claimed(letter: Letter, server: MailServer) -> bytes | None:
    """Commit that the letter is under way and return it as bytes, or None where it shall not leave after all."""
    with transaction.atomic():
        now = Letter.objects.select_for_update(of=("self",)).select_related("workspace").filter(pk=letter.pk, state="ready").first()
        if now is None or now.is_scheduled:
            return None
        if why_none_leaves(now.workspace, now):
            now.move("held")
            return None
        unwanted = STILL_WANTED[now.purpose](now) if now.purpose in STILL_WANTED else ""
        if unwanted:
            now.move("dropped", events.LetterDropped, error=unwanted[:300])
            return None
        free = NOT_BEFORE[now.purpose](now) if now.purpose in NOT_BEFORE else clock.now()
        if free > clock.now():
            Letter.objects.filter(pk=now.pk).update(not_before=free, next_try_at=free)
            return None
        message = _built(now, server)
        if message is not None:
            now.move(
                "sending",
                attempts=now.attempts + 1,
                next_try_at=clock.now() + UNDER_WAY,
                message_id=message_id_of(now, server),
                error="",
            )
        letter.refresh_from_db()
        return message


def _built(letter: Letter, server: MailServer) -> bytes | None:
    try:
        with transaction.atomic():
            return built(letter, server, make_link(letter), make_unsubscribing(letter)).as_bytes()
    except Exception as problem:
        # A letter that cannot be made stays one failed letter; the others go on.
        log.exception("a letter could not be made", extra={"letter": str(letter.pk)})
        said = problem.message if isinstance(problem, Refusal) else "The letter could not be made."
        _fail(letter, said)
        return None


def _sent(letter: Letter) -> None:
    with transaction.atomic():
        now = Letter.objects.select_for_update().get(pk=letter.pk)
        if now.state in ("sending", "unknown"):
            now.move("sent", events.LetterSent, sent_at=clock.now(), error="")


def _refused(letter: Letter, refused: smtp.Refused) -> None:
    with transaction.atomic():
        now = Letter.objects.select_for_update().get(pk=letter.pk)
        if now.state not in ("ready", "sending"):
            return
        tries = now.attempts if now.state == "sending" else now.attempts + 1
        if not refused.again or tries >= MOST_TRIES or now.purpose == "test":
            _fail(now, refused.reason, tries)
        else:
            later = clock.now() + wait_after(tries)
            Letter.objects.filter(pk=now.pk).update(
                state="ready", attempts=tries, next_try_at=later, error=refused.reason
            )


def wait_after(tries: int) -> dt.timedelta:
    """How long to wait after so many tries: 1, 2, 4 … minutes, 6 hours at most."""
    return min(dt.timedelta(minutes=2 ** max(0, tries - 1)), LONGEST_WAIT)


def _let_others_wait(letter: Letter) -> None:
    """Spare the other due letters of the firm a try at a server that just was out of reach."""
    soon = clock.now() + SERVER_REST
    others = Letter.objects.filter(workspace_id=letter.workspace_id, state="ready", next_try_at__lt=soon)
    others.exclude(pk=letter.pk).update(next_try_at=soon)


def _fail(letter: Letter, reason: str, tries: int | None = None) -> None:
    # Two steps, so that the table of legal moves holds: nothing fails that was never tried.
    if letter.state == "ready":
        letter.move("sending")
    letter.move("failed", events.LetterFailed, attempts=letter.attempts if tries is None else tries, error=reason[:200])


def _unknown(letter: Letter) -> None:
    with transaction.atomic():
        now = Letter.objects.select_for_update().get(pk=letter.pk)
        if now.state != "sending":
            return
        if now.purpose in RESENT_BY_ITSELF and now.attempts < MOST_TRIES:
            now.move("ready", next_try_at=clock.now(), error="The connection broke; it goes again.")
        else:
            now.move("unknown", events.LetterUnknown, error="The mail server got the letter and did not answer.")
