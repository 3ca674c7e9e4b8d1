"""How the first client comes in. Clients live on a higher floor, which registers here how it takes one."""

from collections.abc import Callable
from typing import Any

from clientkeep.foundation.registry import Registry
from clientkeep.foundation.slots import Slot
from clientkeep.workspace.members.acting import Acting

FIRST_CLIENT: Registry[Callable[[Acting, str, str], Any]] = Registry("taker of the first client")

# Other ways to begin, such as a file to import: each filling is a template with a link.
WAYS_TO_BEGIN = Slot("ways to begin")


def takes_first_client(take: Callable[[Acting, str, str], Any]) -> Callable[[Acting, str, str], Any]:
    """Register `take(acting, name, email)`, which makes the client of the first run."""
    return FIRST_CLIENT.add("client", take)


def take_first_client(acting: Acting, name: str, email: str) -> None:
    """Make the first client, where a room takes clients. Raises Invalid for what it does not take."""
    if (take := FIRST_CLIENT.get("client")) and name:
        take(acting, name, email)
