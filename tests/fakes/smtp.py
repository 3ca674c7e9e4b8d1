"""A real SMTP server on loopback that keeps what it gets, and refuses, delays or breaks off as it is told."""

import email
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@dataclass
class Kept:
    """One letter as it arrived."""

    sender: str
    recipients: list[str]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.content, policy=default)


@dataclass
class Postbox:
    """What arrived, and how the server behaves.

    `recipient` and `data` are the answers to give; an empty one is 250. `cut` breaks the line after the letter was
    received, before any answer. `slow` waits so many seconds before the answer.
    """

    port: int = 0
    letters: list[Kept] = field(default_factory=list)
    recipient: str = ""
    data: str = ""
    cut: bool = False
    slow: float = 0.0
    connections: int = 0

    @property
    def message_ids(self) -> list[str]:
        return [kept.message["Message-ID"] for kept in self.letters]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.recipient:
            return self.recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if not self.data:
            self.letters.append(Kept(envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        if self.slow:
            time.sleep(self.slow)
        if self.cut:
            server.transport.abort()
        return self.data or "250 OK"


@contextmanager
def postbox(**options: Any) -> Iterator[Postbox]:
    """Run the server on a free port of 127.0.0.1."""
    box = Postbox(port=_free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def accepts_password(password: str):
    """An authenticator that takes one password, whoever brings it."""

    def check(server, session, envelope, mechanism, login) -> AuthResult:
        return AuthResult(success=login.password == password.encode(), handled=False)

    return check
