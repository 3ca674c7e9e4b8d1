"""The message as it goes over the wire: headers from checked values, text, HTML and attachments."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from clientkeep.foundation import clock
from clientkeep.workspace.files import storage

from .layout import lay_out, with_link
from .models import Letter, MailServer
from .outbox import checked_address, checked_header
from .placeholders import fill_when_leaving


def message_id_of(letter: Letter, server: MailServer) -> str:
    """Return the letter's Message-ID: the same at each try, from its row and the firm's domain."""
    return letter.message_id or f"<{letter.pk}@{ascii_domain(server.from_email)}>"


def built(letter: Letter, server: MailServer, link: str) -> EmailMessage:
    """Return the whole message. Raises Invalid with the field where a value would break a header."""
    message = EmailMessage(policy=SMTP)
    workspace = letter.workspace
    sender = letter.from_name or server.from_name or workspace.name
    message["From"] = _address(sender, server.from_email, "from_email")
    message["To"] = _address(letter.to_name, letter.to_email, "to_email")
    message["Reply-To"] = _address(workspace.name, letter.reply_to or workspace.email or server.from_email, "reply_to")
    message["Subject"] = checked_header(letter.subject, "subject")
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = message_id_of(letter, server)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain_text(letter, link), cte="quoted-printable")
    html = with_link(letter.html or lay_out(letter), link)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    for stored in letter.files.all():
        _attach(message, stored)
    return message


def plain_text(letter: Letter, link: str) -> str:
    """Return the text part with its link."""
    return fill_when_leaving(letter.text, {"link": link, "code": link})


def ascii_address(email: str) -> str:
    """Return an address as SMTP takes it: the domain in its ASCII form."""
    local, _, _ = email.rpartition("@")
    return f"{local}@{ascii_domain(email)}"


def ascii_domain(email: str) -> str:
    domain = email.rpartition("@")[2]
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _address(name: str, email: str, field: str) -> Address:
    checked_header(name, field.removesuffix("_email") + "_name")
    return Address(display_name=name, addr_spec=ascii_address(checked_address(email, field)))


def _attach(message: EmailMessage, stored: Any) -> None:
    main, _, sub = stored.content_type.partition("/")
    if main in ("text", "message", "multipart") or not sub:
        main, sub = "application", "octet-stream"
    name = checked_header(stored.name, "files")
    message.add_attachment(storage.read(stored), maintype=main, subtype=sub, filename=name)
