"""The next step that many clients are given at once: words, a day, and who sees to it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Member

from .model import Client

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Step:
    """`owner` becomes the owner of each client; None leaves whom they have."""

    words: str
    day: dt.date
    owner: Member | None

    def give(self, client: Client, by: Actor) -> None:
        """Plan it with one client."""
        client.plan_next_step(self.words, self.day, by)
        if self.owner:
            client.give_to(self.owner, by)


def read_step(acting: Acting, said: Mapping[str, str], owner_named: Any) -> Step:
    """Read `step`, `step_on` (ISO) and `step_owner` (an id, or nothing). Raises Invalid for what is missing or past."""
    words = " ".join(said.get("step", "").split())
    if not words or len(words) > LONGEST:
        raise Invalid(f"Say what comes next, in at most {LONGEST} characters.", "step")
    try:
        day = dt.date.fromisoformat(said.get("step_on", ""))
    except ValueError:
        raise Invalid("Choose the day of the next step.", "step_on") from None
    if day < acting.workspace.today():
        raise Invalid("Choose a day from today on.", "step_on")
    owner = owner_named(acting, said.get("step_owner", ""))
    if owner:
        acting.require("clients.assign")
    return Step(words, day, owner)


def state_of(client: Client) -> list[str]:
    """What undoing needs to know, as JSON keeps it."""
    day = client.next_step_on.isoformat() if client.next_step_on else ""
    return [client.next_step, day, str(client.owner_id) if client.owner_id else ""]


def put_back(client: Client, was: list[str], by: Actor, owner: Member | None) -> None:
    """Give the client the step and the owner that it had."""
    client.plan_next_step(was[0], dt.date.fromisoformat(was[1]) if was[1] else None, by)
    client.give_to(owner, by)
