"""Setting, testing and removing the mail server of a firm."""

import re
import uuid

from django.conf import settings
from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.sealing import seal
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, outbox
from .handover import hand_over
from .leaving import DEMO, NO_SERVER, has_server
from .models import Letter, MailServer

_HOST = re.compile(r"^(?=.{1,200}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9A-Fa-f:]+$")


def set_server(
    workspace: Workspace,
    by: Actor,
    *,
    host: str,
    port: int,
    security: str,
    username: str,
    password: str,
    from_email: str,
    from_name: str,
) -> MailServer:
    """Keep how letters leave. An empty password keeps the stored one, but never for another host or user.

    Raises Invalid with the field. Held letters stay held: each waits for a person's choice.
    """
    host, username = host.strip(), username.strip()
    _check(host, port, security, username)
    outbox.checked_address(from_email.strip(), "from_email")
    outbox.checked_header(from_name, "from_name")
    outbox.checked_header(username, "username")
    with transaction.atomic():
        earlier = MailServer.objects.select_for_update().filter(workspace=workspace).first()
        server, _ = MailServer.objects.update_or_create(
            workspace=workspace,
            defaults={
                "host": host,
                "port": port,
                "security": security,
                "username": username,
                "password_sealed": _sealed(earlier, host, username, password),
                "from_email": from_email.strip(),
                "from_name": from_name.strip(),
                "tested_at": None,
                "changed_at": clock.now(),
            },
        )
        record(events.MailServerSet, workspace_id=workspace.pk, by=by, host=host)
    return server


@transaction.atomic
def remove_server(workspace: Workspace, by: Actor) -> None:
    """Forget the server and its password; letters are held from now on."""
    gone, _ = MailServer.objects.filter(workspace=workspace).delete()
    if gone:
        record(events.MailServerRemoved, workspace_id=workspace.pk, by=by)


def send_test(workspace: Workspace, to_email: str, to_name: str) -> Letter:
    """Send a real letter to oneself, now, and return it with what became of it. Raises Conflict where none leaves."""
    if workspace.is_demo:
        raise Conflict(DEMO)
    if not has_server(workspace):
        raise Conflict(NO_SERVER)
    letter = outbox.write(
        workspace,
        key=f"test:{uuid.uuid4()}",
        purpose="test",
        to_email=to_email,
        to_name=to_name,
        subject=f"A test letter from {workspace.name}",
        text="This letter left through your own mail server. Letters to your clients will take the same way.",
    )
    hand_over(letter.pk)
    letter.refresh_from_db()
    if letter.state == "sent":
        MailServer.objects.filter(workspace=workspace).update(tested_at=clock.now())
    return letter


def _check(host: str, port: int, security: str, username: str) -> None:
    if not _HOST.match(host):
        raise Invalid("Enter the server's name, such as smtp.example.com.", "host")
    if port not in settings.SMTP_PORTS:
        known = ", ".join(str(each) for each in sorted(settings.SMTP_PORTS))
        raise Invalid(f"Mail servers listen on one of the ports {known}.", "port")
    if security not in dict(MailServer._meta.get_field("security").choices):
        raise Invalid("Choose STARTTLS, TLS or none.", "security")
    if security == "none" and username:
        raise Invalid("A password may not travel unprotected. Choose STARTTLS or TLS.", "security")


def _sealed(earlier: MailServer | None, host: str, username: str, password: str) -> str:
    if not username:
        return ""
    if password:
        return seal(password)
    if earlier and earlier.password_sealed and (earlier.host, earlier.username) == (host, username):
        return earlier.password_sealed
    raise Invalid("Enter the password.", "password")
