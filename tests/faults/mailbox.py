"""The firm's mailbox on a real IMAP server outside of the kill set: mails lie in it as a mail server lays them there."""

import threading
from typing import Any

from tests.dovecot import Dovecot
from tests.mails import UNREADABLE, mail

from .journal import Act
from .line import Line

# They come in turns, so that a short run too has the one that is filed.
SORTS = ("known", "stranger", "known", "unreadable", "known")


class Mailbox:
    """Puts mails into the inbox, each at once or not at all."""

    def __init__(self, server: Dovecot, user: str) -> None:
        self.server, self.user = server, user
        self.lock, self.count = threading.Lock(), 0
        server.put(user, b"Subject: first\r\n\r\nfirst\r\n")
        server.empty(user)

    def put(self, raw: bytes) -> None:
        with self.lock:
            self.count += 1
            name = f"{1_700_000_000 + self.count}.M{self.count}P1.test"
        home = self.server.home / "mail" / self.user
        (home / "tmp" / name).write_bytes(raw)
        (home / "tmp" / name).rename(home / "new" / name)


def do(_: Line, firm: Any, act: Act) -> tuple[bool, dict[str, Any]]:
    """Lay a mail into the mailbox; the same act lays the same mail again, as servers do."""
    firm.mailbox.put(_written(act.what))
    return True, {}


def _written(what: dict[str, Any]) -> bytes:
    token = what["token"]
    if what["sort"] == "unreadable":
        return UNREADABLE["500 parts"].replace(b"Subject: many", f"Subject: {token}".encode())
    return mail(sender=f"Ida <{what['sender']}>", subject=token, text=f"Words of {token}", message_id=f"<{token}@c.example>")
