"""The letters of playbooks: written once for each step, by themselves or once somebody has read them."""

import uuid

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.conversations.writing import merging
from clientkeep.relationship.conversations.writing.letters import write_letter
from clientkeep.relationship.conversations.writing.moments import zone_of
from clientkeep.relationship.conversations.writing.recipients import Recipient, usual
from clientkeep.relationship.conversations.writing.rules import next_working_moment
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import SYSTEM
from clientkeep.workspace.members.models import Member

from .run import PlaybookRun
from .run_step import PlaybookStep
from .steps import KINDS, StepKind


def checked_words(subject: str, text: str) -> tuple[str, str]:
    """Return the words of a letter. Raises Invalid with `subject` or `text`."""
    subject, text = " ".join(subject.split()), text.replace("\r\n", "\n").strip()
    merging.check(subject, text)
    return subject, text


def recipient_of(run: PlaybookRun) -> Recipient | None:
    """Whom the run writes to: the contact chosen for it, else whom one writes to first; None where nobody has an address."""
    contact = run.contact
    if contact and contact.email and contact.removed_at is None:
        return Recipient(str(contact.pk), contact.email, str(contact), contact)
    return usual(run.client)


def writer_of(step: PlaybookStep) -> Member:
    """Who signs a letter that goes by itself: the step's owner, else the client's, else who started it; in absence the cover.

    Raises Conflict, in words, where there is nobody.
    """
    run = step.run
    known = [each for each in (step.owner, run.client.owner, run.member) if each and each.disabled_at is None]
    if not known:
        raise Conflict(f"Nobody is there to sign it. Give {run.client} an owner, then it goes.", "owner")
    away = Absence.objects.on(run.workspace.today()).filter(workspace=run.workspace_id, member=known[0])
    absence = away.select_related("cover__user", "cover__workspace").first()
    if absence is None:
        return known[0]
    if absence.cover is None or absence.cover.disabled_at:
        raise Conflict(f"{known[0]} is away without cover: it waits until somebody is there to read an answer.", "owner")
    return absence.cover


def open_letter(step: PlaybookStep) -> str:
    """Its day has come: it waits to be read, or is written at once. Raises Conflict, in words, where it cannot go."""
    if not step.automatic:
        return "waiting"
    write(step, writer_of(step))
    return "outbox"


def write(step: PlaybookStep, writer: Member) -> None:
    """Write it, once for each step and try. Raises Conflict, in words, where it may not go. For who holds the run."""
    run = step.run
    to = recipient_of(run)
    if run.client.archived_at:
        raise Conflict(f"{run.client} is archived. Bring it back, then send the letter.", "client")
    if to is None:
        raise Conflict(f"Nobody at {run.client} has an e-mail address. Add one, then it goes.", "to")
    identity = uuid.uuid5(step.pk, str(step.tries)) if step.tries else step.pk
    moment = next_working_moment(clock.now(), zone_of(run.client))
    message = write_letter(run.client, writer, Words(step.subject, step.text), [to], not_before=moment, identity=identity)
    step.move("outbox", letter=message.letters.get())


def letter_left(step: PlaybookStep) -> None:
    """Its letter left: the step is done. Safe to repeat; for the listener and the sweep, which hold nothing."""
    step.hold()
    if step.state == "outbox" and step.letter.state == "sent" and step.run.is_running:
        step.end("done", SYSTEM)


def letter_dropped(step: PlaybookStep, by: str) -> None:
    """Its letter was dropped: the step waits to be read again. Safe to repeat; for the listener and the sweep."""
    step.hold()
    if step.state == "outbox" and step.letter.state == "dropped" and step.run.is_running:
        step.move("planned", letter=None, tries=step.tries + 1, automatic=False)
        step.move("waiting", held=f"Its letter was dropped{' by ' + by if by else ''}. Send it again, or skip the step."[:300])


KINDS.add("letter", StepKind("letter", "Letter", "mail", ("us",), 10, by_hand=False, opens=open_letter))
