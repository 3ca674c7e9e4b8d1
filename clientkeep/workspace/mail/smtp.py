"""One conversation with a mail server. It knows at each moment whether the server can have taken the letter.

Everything before the last dot of DATA may be tried again; after it only the server's answer tells.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from clientkeep.foundation.outbound import AddressRefused, connect
from clientkeep.foundation.sealing import unseal

from .models import MailServer

TIMEOUT = 20.0  # seconds, for each answer
_UNSAFE = re.compile(r"[^\x20-\x7e]")


class Refused(Exception):
    """The server, or the way to it, said no; the letter was not taken. `again`: a later try may succeed."""

    def __init__(self, reason: str, again: bool) -> None:
        super().__init__(reason)
        self.reason = reason[:200]
        self.again = again


class Unreachable(Refused):
    """The server could not be reached or entered at all: no other letter would fare better just now."""

    def __init__(self, reason: str, again: bool = True) -> None:
        super().__init__(reason, again)


class OutcomeUnknown(Exception):
    """The letter was handed over and no answer came: it may have been taken or not."""


@contextmanager
def conversation(server: MailServer) -> Iterator[smtplib.SMTP]:
    """Connect, secure and sign in. Raises Unreachable in our own words: nothing that a server says is repeated."""
    try:
        talk = _connected(server)
    except Refused:
        raise
    except ssl.SSLCertVerificationError:
        raise Unreachable(f"{server.host} showed a certificate that cannot be trusted.") from None
    except ssl.SSLError:
        raise Unreachable(f"{server.host} does not speak TLS on port {server.port}.") from None
    except smtplib.SMTPAuthenticationError:
        raise Unreachable("The mail server did not accept the user name or the password.") from None
    except smtplib.SMTPNotSupportedError:
        raise Unreachable("The mail server does not offer this kind of security or sign-in.") from None
    except TimeoutError:
        raise Unreachable(f"{server.host} did not answer in {TIMEOUT:.0f} seconds.") from None
    except (OSError, smtplib.SMTPException, UnicodeError):
        raise Unreachable(f"No mail server answered at {server.host}, port {server.port}.") from None
    try:
        yield talk
    finally:
        _close(talk)


def envelope(talk: smtplib.SMTP, sender: str, recipient: str) -> None:
    """Name sender and recipient. Raises Refused."""
    try:
        _accepted(talk.mail(sender), "The mail server refused the sender")
        _accepted(talk.rcpt(recipient), "The mail server refused the recipient")
    except (OSError, smtplib.SMTPException):
        raise Refused("The mail server broke off.", again=True) from None


def data(talk: smtplib.SMTP, message: bytes) -> None:
    """Hand the letter over. Raises Refused where it was surely not taken, OutcomeUnknown where nobody can tell."""
    try:
        code, words = talk.docmd("DATA")
    except (OSError, smtplib.SMTPException):
        raise Refused("The mail server broke off.", again=True) from None
    if code != 354:
        raise Refused(_told("The mail server refused the letter", code, words), again=code < 500)
    try:
        talk.send(_dotted(message) + b".\r\n")
        code, words = talk.getreply()
    except (OSError, smtplib.SMTPException):
        raise OutcomeUnknown from None
    if code != 250:
        raise Refused(_told("The mail server refused the letter", code, words), again=code < 500)


def printable(words: bytes) -> str:
    """Return what a server said as at most 100 plain characters, without anything that looks like markup."""
    return _UNSAFE.sub(" ", words.decode("ascii", "replace")).replace("<", "‹").replace(">", "›").strip()[:100]


class _Checked(smtplib.SMTP):
    def _get_socket(self, host, port, timeout):
        return _socket_to(host, port, timeout)


class _CheckedTls(smtplib.SMTP_SSL):
    def _get_socket(self, host, port, timeout):
        return self.context.wrap_socket(_socket_to(host, port, timeout), server_hostname=host)


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security == "tls":
        talk: smtplib.SMTP = _CheckedTls(server.host, server.port, timeout=TIMEOUT, context=context)
    else:
        talk = _Checked(server.host, server.port, timeout=TIMEOUT)
    try:
        talk.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            talk.starttls(context=context)
            talk.ehlo()
        if server.username:
            talk.login(server.username, unseal(server.password_sealed) if server.password_sealed else "")
    except BaseException:
        _close(talk)
        raise
    return talk


def _socket_to(host: str, port: int, timeout: float) -> socket.socket:
    """Connect through the outbound guard. A relay in one's own network is fine; where clouds keep their keys is not."""
    try:
        return connect(host, port, timeout, own_network=True)
    except AddressRefused:
        raise Unreachable(f"{host} leads to an address that cannot be a mail server.", again=False) from None


def _accepted(answer: tuple[int, bytes], refusal: str) -> None:
    code, words = answer
    if code not in (250, 251):
        raise Refused(_told(refusal, code, words), again=code < 500)


def _told(refusal: str, code: int, words: bytes) -> str:
    said = printable(words)
    return f"{refusal} ({code} {said})." if said else f"{refusal} ({code})."


def _dotted(message: bytes) -> bytes:
    body = re.sub(rb"(?m)^\.", b"..", message)
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def _close(talk: smtplib.SMTP) -> None:
    try:
        talk.quit()
    except (OSError, smtplib.SMTPException):
        talk.close()
