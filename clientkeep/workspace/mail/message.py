"""The message as it goes over the wire: headers from checked values, text, HTML and attachments."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from clientkeep.foundation import clock
from clientkeep.workspace.files import storage

from .layout import NO_MORE, lay_out, with_link
from .models import Letter, MailServer
from .outbox import checked_address, checked_header
from .placeholders import fill_when_leaving
from .policy import POLICY


def message_id_of(letter: Letter, server: MailServer) -> str:
    """Return the letter's Message-ID: the same at each try, from its row and the firm's domain."""
    return letter.message_id or f"<{letter.pk}@{ascii_domain(server.from_email)}>"


def built(letter: Letter, server: MailServer, link: str, unsubscribing: str = "") -> EmailMessage:
    """Return the whole message. Raises Invalid with the field where a value would break a header."""
    message = EmailMessage(policy=POLICY)
    workspace = letter.workspace
    sender = letter.from_name or server.from_name or workspace.name
    message["From"] = _address(sender, server.from_email, "from_email")
    message["To"] = _address(letter.to_name, letter.to_email, "to_email")
    message["Reply-To"] = _address(workspace.name, letter.reply_to or workspace.email or server.from_email, "reply_to")
    message["Subject"] = checked_header(letter.subject, "subject")
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = message_id_of(letter, server)
    if not letter.by_person:
        message["Auto-Submitted"] = "auto-replied" if letter.in_reply_to else "auto-generated"
    _thread(message, letter)
    if unsubscribing:
        _mark_as_mailing(message, unsubscribing)
    message.set_content(plain_text(letter, link, unsubscribing), cte="quoted-printable")
    html = with_link(letter.html or lay_out(letter), link, unsubscribing)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    if letter.calendar:
        _invite(message, letter.calendar)
    for stored in letter.files.all():
        _attach(message, stored)
    return message


def plain_text(letter: Letter, link: str, unsubscribing: str = "") -> str:
    """Return the text part with its link, and for a mailing the way to get no more of them."""
    text = fill_when_leaving(letter.text, {"link": link, "code": link})
    return f"{text}\n\n{NO_MORE}: {unsubscribing}" if unsubscribing else text


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


def _thread(message: EmailMessage, letter: Letter) -> None:
    """Say which letters it follows, so that mail programs show one conversation."""
    if letter.in_reply_to:
        message["In-Reply-To"] = checked_header(letter.in_reply_to, "in_reply_to")
    if letter.references:
        message["References"] = checked_header(letter.references, "references")


def _mark_as_mailing(message: EmailMessage, unsubscribing: str) -> None:
    """RFC 2369 and 8058: mail programs show a button that unsubscribes by POST."""
    message["List-Unsubscribe"] = f"<{checked_header(unsubscribing, 'unsubscribe')}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Precedence"] = "bulk"


def _address(name: str, email: str, field: str) -> Address:
    checked_header(name, field.removesuffix("_email") + "_name")
    return Address(display_name=name, addr_spec=ascii_address(checked_address(email, field)))


def _invite(message: EmailMessage, calendar: str) -> None:
    """Mail programs read the invitation from a part beside the text; others show it as a file (RFC 6047)."""
    method = "CANCEL" if "\nMETHOD:CANCEL" in calendar else "REQUEST"
    message.add_alternative(calendar, subtype="calendar", cte="base64", params={"method": method})
    message.add_attachment(calendar.encode(), maintype="application", subtype="ics", filename="invite.ics")


def _attach(message: EmailMessage, stored: Any) -> None:
    main, _, sub = stored.content_type.partition("/")
    if main in ("text", "message", "multipart") or not sub:
        main, sub = "application", "octet-stream"
    name = checked_header(stored.name, "files")
    message.add_attachment(storage.read(stored), maintype=main, subtype=sub, filename=name)
