"""Mailboxes are looked into every minute, each in a job of its own; nobody's slow server keeps others waiting."""

import datetime as dt
import uuid

from clientkeep.foundation import clock
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from .arrival import Arrival
from .fetching import fetch
from .imap import Unreachable
from .model import Mailbox

TRAY_LIFE = dt.timedelta(days=60)


@task
def fetch_mailbox(mailbox_id: str) -> None:
    """File what is new in one mailbox. A server that does not answer is noted on the mailbox and tried again later."""
    mailbox = Mailbox.objects.select_related("workspace", "member").filter(pk=uuid.UUID(mailbox_id)).first()
    if mailbox is None or mailbox.workspace.is_demo:
        return
    try:
        fetch(mailbox)
    except Unreachable:
        return


@every("* * * * *")
def fetch_what_is_due() -> None:
    """Sweep: one job for each mailbox whose turn has come and whose last one has ended."""
    due = Mailbox.objects.due(clock.now()).filter(member__disabled_at=None)
    for mailbox in due.order_by("next_at")[:500]:
        with fair_share(mailbox.workspace_id):
            enqueue_once(fetch_mailbox, f"mailbox:{mailbox.pk}", str(mailbox.pk))


@every("20 3 * * *")
def forget_old_mail_of_strangers() -> None:
    """What nobody chose for in 60 days is dropped: mail of strangers is not ours to keep."""
    from clientkeep.workspace.members.acting import SYSTEM

    old = Arrival.objects.filter(state__in=("tray", "aside"), created_at__lt=clock.now() - TRAY_LIFE)
    for arrival in old[:2_000]:
        arrival.drop(SYSTEM)
