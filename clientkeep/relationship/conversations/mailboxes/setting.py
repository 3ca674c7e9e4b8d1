"""Setting, testing and removing mailboxes: the firm's, and one's own."""

import datetime as dt
import re

from django.conf import settings
from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.outbound import AddressRefused, checked_places
from clientkeep.foundation.sealing import seal
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.outbox import checked_address, checked_header
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .fetching import try_out
from .imap import Unreachable
from .model import SECURITY, Mailbox

MOST = 50
_HOST = re.compile(r"^(?=.{1,200}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9A-Fa-f:.]+$")
DEMO = "This is the demo firm: its mailboxes are not read."


def set_mailbox(
    workspace: Workspace, by: Actor, member: Member | None = None, mailbox: Mailbox | None = None, *, address: str, host: str,
    port: int, security: str, username: str, password: str, begins_on: dt.date, reads_sent: bool = True,
) -> Mailbox:
    """Keep a mailbox, a new one or a changed one. An empty password keeps the stored one, never for another host or user.

    Raises Invalid with the field. What was read stays read: a changed account is read from its beginning date.
    """
    host, username, address = host.strip().lower(), username.strip(), address.strip()
    _check(host, port, security, username)
    checked_address(address, "address")
    with transaction.atomic():
        earlier = Mailbox.objects.select_for_update().filter(pk=mailbox.pk).first() if mailbox else None
        others = Mailbox.objects.filter(workspace=workspace).exclude(pk=mailbox.pk if mailbox else None)
        if others.filter(host=host, username=username).exists():
            raise Conflict("This mailbox is read already.", "username")
        if others.count() >= MOST:
            raise Conflict(f"At most {MOST} mailboxes are read for one firm.", None)
        kept = earlier or Mailbox(workspace=workspace, member=member)
        kept.password_sealed = _sealed(earlier, host, username, password)
        if earlier and (earlier.host, earlier.username) != (host, username):
            earlier.folders.all().delete()
        kept.address, kept.host, kept.port, kept.security, kept.username = address, host, port, security, username
        kept.begins_on, kept.reads_sent = begins_on, reads_sent
        kept.next_at = kept.changed_at = clock.now()
        kept.failures, kept.problem = 0, ""
        kept.save()
        record(events.MailboxSet, workspace_id=workspace.pk, by=by, address=address, host=host)
    return kept


def remove_mailbox(mailbox: Mailbox, by: Actor) -> None:
    """Read it no more and forget its password. What was filed stays."""
    with transaction.atomic():
        record(events.MailboxRemoved, workspace_id=mailbox.workspace_id, by=by, address=mailbox.address)
        mailbox.delete()


def test_mailbox(mailbox: Mailbox) -> int:
    """Sign in and count what would be fetched. Raises Conflict, in our own words, where it does not work."""
    if mailbox.workspace.is_demo:
        raise Conflict(DEMO)
    try:
        return try_out(mailbox)
    except Unreachable as problem:
        raise Conflict(str(problem)) from None


test_mailbox.__test__ = False


def _check(host: str, port: int, security: str, username: str) -> None:
    if not _HOST.match(host):
        raise Invalid("Enter the server's name, such as imap.example.com.", "host")
    if port not in settings.IMAP_PORTS:
        raise Invalid(f"Mailboxes are read on one of the ports {', '.join(map(str, sorted(settings.IMAP_PORTS)))}.", "port")
    if security not in dict(SECURITY):
        raise Invalid("Choose TLS or STARTTLS.", "security")
    if not username:
        raise Invalid("Enter the user name of the mailbox.", "username")
    checked_header(username, "username")
    try:
        checked_places(host, port)
    except AddressRefused:
        raise Invalid("This name leads to an address that is not on the open internet.", "host") from None
    except OSError:
        return  # not to be found just now: the test button and each look say so


def _sealed(earlier: Mailbox | None, host: str, username: str, password: str) -> str:
    if password:
        return seal(checked_header(password, "password"))
    if earlier and (earlier.host, earlier.username) == (host, username):
        return earlier.password_sealed
    raise Invalid("Enter the password.", "password")
