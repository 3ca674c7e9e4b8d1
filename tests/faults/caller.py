"""One caller: a person at the pages, a program at the interface, a client in the portal or by mail, as each act says."""

from typing import Any

from . import link, mailbox, pages, portal, programs
from .firm import Firm
from .journal import Act
from .line import Line

WAYS = {"page": pages.do, "api": programs.do, "portal": portal.do, "mailbox": mailbox.do, "link": link.do}


class Caller:
    """Has a connection of its own."""

    def __init__(self, firm: Firm, port: int, way: str = "page") -> None:
        self.firm, self.way, self.line = firm, way, Line(port)

    def do(self, act: Act) -> tuple[bool, dict[str, Any]]:
        """Ask for an act the way it was first asked for. Raises Gone."""
        return WAYS[act.way](self.line, self.firm, act)

    def close(self) -> None:
        self.line.close()
