"""Fetching what is new in a mailbox. Where we stand is kept in the transaction that files, so nothing is lost or doubled."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction

from clientkeep.foundation import faults
from clientkeep.workspace.queue import confirm_lease

from .filing import Fetched, Filing
from .imap import Conversation, Lying, Unreachable, conversation
from .model import Mailbox, MailFolder
from .reading.mail import MOST_BYTES

# Mails of one transaction: so many, and so many bytes, so that the memory of a worker is enough for them.
BATCH, BATCH_BYTES = 50, MOST_BYTES
MOST_AT_ONCE = 2_000
TOO_LARGE = f"It is larger than {MOST_BYTES // (1024 * 1024)} MB. Read it in your mail program."


@dataclass
class Count:
    """How many mails became what: filed, known, tray, aside, bounce, ignored, passed."""

    of: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str) -> None:
        self.of[kind] = self.of.get(kind, 0) + 1

    @property
    def total(self) -> int:
        return sum(self.of.values())

    def __str__(self) -> str:
        return ", ".join(f"{count} {kind}" for kind, count in sorted(self.of.items())) or "nothing new"


def fetch(mailbox: Mailbox, most: int = MOST_AT_ONCE) -> Count:
    """File what is new in a mailbox, up to `most` mails of each folder. A failure is noted on it, in words, and raised."""
    count = Count()
    try:
        with conversation(mailbox) as talk:
            for folder in _folders(mailbox, talk):
                _fetch_folder(mailbox, folder, talk, count, most)
    except Unreachable as problem:
        mailbox.failed(str(problem))
        raise
    mailbox.went_well()
    return count


def try_out(mailbox: Mailbox) -> int:
    """Sign in and look; returns how many mails lie in it that would be fetched. Raises Unreachable."""
    with conversation(mailbox) as talk:
        talk.open("INBOX")
        return len(talk.uids_after(0, mailbox.begins_on))


def _folders(mailbox: Mailbox, talk: Conversation) -> list[MailFolder]:
    names = {"INBOX": False}
    if mailbox.reads_sent and (sent := talk.sent_folder()):
        names[sent] = True
    rows = []
    for name, is_sent in names.items():
        row, _ = MailFolder.objects.get_or_create(mailbox=mailbox, name=name[:200], defaults={"is_sent": is_sent})
        rows.append(row)
    return rows


def _fetch_folder(mailbox: Mailbox, folder: MailFolder, talk: Conversation, count: Count, most: int) -> None:
    validity = talk.open(folder.name)
    if folder.uid_validity != validity:
        # UIDs were given anew: begin again. What was filed already is known by its Message-ID.
        folder.uid_validity, folder.last_uid = validity, 0
    new = talk.uids_after(folder.last_uid, mailbox.begins_on)[:most]
    filing = Filing(mailbox.workspace, mailbox)
    for uids, sizes in _batches(talk, new):
        read = [_read(lying, folder.is_sent) for lying in talk.fetch(uids, sizes)]
        for kind in _file(filing, folder, read, uids[-1]):
            count.add(kind)


def _batches(talk: Conversation, uids: list[int]) -> Iterator[tuple[list[int], dict[int, int]]]:
    for start in range(0, len(uids), BATCH):
        chunk = uids[start : start + BATCH]
        sizes, batch, held = talk.sizes(chunk), [], 0
        for uid in chunk:
            size = min(sizes.get(uid, 0), MOST_BYTES)
            if batch and held + size > BATCH_BYTES:
                yield batch, sizes
                batch, held = [], 0
            batch.append(uid)
            held += size
        yield batch, sizes


def _read(lying: Lying, is_sent: bool) -> Fetched:
    return Fetched.of(lying.raw, lying.at, is_sent, TOO_LARGE if lying.is_too_large else "")


def _file(filing: Filing, folder: MailFolder, read: list[Fetched], last_uid: int) -> list[str]:
    """File a batch and move the mark with it, all or nothing."""
    with transaction.atomic():
        held = MailFolder.objects.select_for_update().filter(pk=folder.pk).first()
        if held is None:
            raise Unreachable("The mailbox was removed meanwhile.")
        filing.people.learn({each.mail.sender for each in read if each.mail})
        kinds = [filing.file(each).kind for each in read]
        faults.point("between filing and the mark")
        MailFolder.objects.filter(pk=folder.pk).update(uid_validity=folder.uid_validity, last_uid=last_uid)
        confirm_lease()
    folder.last_uid = last_uid
    return kinds
