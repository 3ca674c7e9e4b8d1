"""One conversation with an IMAP server. Its answers are counted and never repeated in our own words."""

import datetime as dt
import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.outbound import AddressRefused, connect
from clientkeep.foundation.sealing import unseal

from .model import Mailbox
from .reading.mail import MOST_BYTES

TIMEOUT = 30.0
# One answer of a server is never larger than the largest mail that we take, and a little.
_MOST = MOST_BYTES + 1024 * 1024
_SENT_NAMES = ("Sent", "Sent Items", "Sent Messages", "INBOX.Sent", "Gesendet", "Gesendete Elemente", "Envoyés", "Enviados")
_SIZE = re.compile(rb"UID (\d+)\b.*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+)\b.*?UID (\d+)")
_DATED = re.compile(rb'UID (\d+)\b.*?INTERNALDATE "([^"]{1,60})"|INTERNALDATE "([^"]{1,60})".*?UID (\d+)\b')


class Unreachable(Exception):
    """The mailbox could not be read; the message is in our own words, for a person."""


@dataclass(frozen=True)
class Lying:
    """A mail as it lies in a folder. `raw` holds only the headers where it is too large to be taken."""

    uid: int
    raw: bytes
    at: dt.datetime | None
    size: int

    @property
    def is_too_large(self) -> bool:
        return self.size > MOST_BYTES


@contextmanager
def conversation(mailbox: Mailbox) -> Iterator["Conversation"]:
    """Connect through the outbound guard, secure, sign in. Raises Unreachable."""
    with _in_our_words(mailbox):
        talk = Conversation(_signed_in(mailbox))
    try:
        with _in_our_words(mailbox):
            yield talk
    finally:
        talk.close()


class Conversation:
    """What we ask of a server: its folders, and the mails behind a UID. Nothing there is ever changed."""

    def __init__(self, box) -> None:
        self.box = box

    def sent_folder(self) -> str | None:
        """The folder of sent mail, by its mark (RFC 6154), else by its usual names."""
        folders = self.box.folder.list()[:1000]
        marked = [each.name for each in folders if any(flag.lower() == "\\sent" for flag in each.flags)]
        named = [name for name in _SENT_NAMES if any(each.name == name for each in folders)]
        return next(iter([*marked, *named]), None)

    def open(self, name: str) -> int:
        """Open a folder for reading alone; returns its UIDVALIDITY."""
        self.box.folder.set(name, readonly=True)
        told = self.box.client.untagged_responses.get("UIDVALIDITY") or [b"0"]
        return int(told[0])

    def uids_after(self, last: int, since: dt.date | None = None) -> list[int]:
        """UIDs above `last`, in order; with `since`, only of mails that came on that day or later."""
        asked = f"UID {last + 1}:*"
        if since:
            asked += f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        # A server answers n:* with its last mail even where that is older.
        return sorted({uid for uid in map(int, self.box.uids(asked)) if uid > last})

    def fetch(self, uids: list[int], sizes: dict[int, int]) -> list[Lying]:
        """Fetch mails of known sizes without marking them as read; one that is gone meanwhile is left out."""
        whole = [uid for uid in uids if uid in sizes and sizes[uid] <= MOST_BYTES]
        large = [uid for uid in uids if sizes.get(uid, 0) > MOST_BYTES]
        found = self._bodies(whole, "BODY.PEEK[]", sizes) | self._bodies(large, "BODY.PEEK[HEADER]", sizes)
        return [found[uid] for uid in uids if uid in found]

    def close(self) -> None:
        try:
            self.box.logout()
        except Exception:  # the conversation is over; how it ended matters to nobody
            _shut(self.box.client)

    def sizes(self, uids: list[int]) -> dict[int, int]:
        """How many bytes each mail has."""
        found = {}
        for line in self._asked(uids, "(UID RFC822.SIZE)"):
            told = _SIZE.search(line if isinstance(line, bytes) else line[0])
            if told:
                found[int(told[1] or told[4])] = int(told[2] or told[3])
        return found

    def _bodies(self, uids: list[int], what: str, sizes: dict[int, int]) -> dict[int, Lying]:
        found: dict[int, Lying] = {}
        answers = self._asked(uids, f"(UID INTERNALDATE {what})") if uids else []
        for place, answer in enumerate(answers):
            if isinstance(answer, tuple):
                tail = answers[place + 1] if place + 1 < len(answers) and isinstance(answers[place + 1], bytes) else b""
                told = _DATED.search(answer[0] + b" " + tail)
                if told:
                    uid = int(told[1] or told[4])
                    found[uid] = Lying(uid, answer[1], _moment(told[2] or told[3]), sizes.get(uid, len(answer[1])))
        return found

    def _asked(self, uids: list[int], what: str) -> list:
        if not uids:
            return []
        state, answers = self.box.client.uid("FETCH", ",".join(map(str, uids)), what)
        if state != "OK":
            raise imaplib.IMAP4.error("fetch")
        return [answer for answer in answers if answer]


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _signed_in(mailbox: Mailbox):
    from imap_tools import BaseMailBox

    class Box(BaseMailBox):
        def _get_mailbox_client(self):
            return _client(mailbox)

    box = Box()
    try:
        password = unseal(mailbox.password_sealed)
        plain = (mailbox.username + password).isascii()
        (box.login if plain else box.login_utf8)(mailbox.username, password, initial_folder=None)
    except BaseException:
        _shut(box.client)
        raise
    return box


class _Guarded(imaplib.IMAP4):
    """Connects to a checked address, and takes no answer without end."""

    def _create_socket(self, timeout):
        return connect(self.host, self.port, TIMEOUT)

    def read(self, size):
        if size > _MOST:
            raise self.abort("an answer too large")
        return super().read(size)


class _GuardedTls(_Guarded):
    def _create_socket(self, timeout):
        return ssl.create_default_context().wrap_socket(super()._create_socket(timeout), server_hostname=self.host)


def _client(mailbox: Mailbox) -> imaplib.IMAP4:
    if mailbox.security == "tls":
        return _GuardedTls(mailbox.host, mailbox.port, timeout=TIMEOUT)
    client = _Guarded(mailbox.host, mailbox.port, timeout=TIMEOUT)
    try:
        client.starttls(ssl.create_default_context())
    except BaseException:
        _shut(client)
        raise
    return client


@contextmanager
def _in_our_words(mailbox: Mailbox) -> Iterator[None]:
    host, port = mailbox.host, mailbox.port
    from imap_tools.errors import ImapToolsError, MailboxLoginError

    try:
        yield
    except AddressRefused:
        raise Unreachable(f"{host} leads to an address that cannot be a mail server of the open internet.") from None
    except ssl.SSLCertVerificationError:
        raise Unreachable(f"{host} showed a certificate that cannot be trusted.") from None
    except ssl.SSLError:
        raise Unreachable(f"{host} does not speak TLS on port {port}.") from None
    except MailboxLoginError:
        raise Unreachable("The mail server did not accept the user name or the password.") from None
    except TimeoutError:
        raise Unreachable(f"{host} did not answer in {TIMEOUT:.0f} seconds.") from None
    except Refusal as refused:
        raise Unreachable(refused.message) from None
    except (imaplib.IMAP4.error, ImapToolsError, socket.gaierror, OSError, ValueError, UnicodeError):
        raise Unreachable(f"No mailbox could be read at {host}, port {port}.") from None


def _moment(told: bytes) -> dt.datetime | None:
    try:
        moment = parsedate_to_datetime(told.decode("ascii").strip().replace("-", " ", 2))
    except (ValueError, TypeError, UnicodeError, OverflowError):
        return None
    return moment.astimezone(dt.UTC) if moment.tzinfo else None


def _shut(client) -> None:
    try:
        client.shutdown()
    except Exception:  # nothing more can be done for it
        return
