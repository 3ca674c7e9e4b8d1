"""Where an act came from, as the server itself saw it."""

from dataclasses import dataclass

from django.http import HttpRequest

from clientkeep.workspace.members.address import client_address


@dataclass(frozen=True, slots=True)
class Seen:
    """The network address and the browser of a request. Nothing that its sender may write stands for the address."""

    address: str = ""
    agent: str = ""

    @classmethod
    def by(cls, request: HttpRequest) -> "Seen":
        """Read it from a request."""
        return cls(client_address(request), request.headers.get("User-Agent", "")[:300])


NOBODY = Seen()
