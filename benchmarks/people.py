"""The clients of the firm that is measured, one contact each, with stages, next steps and last words."""

import datetime as dt
import random
import uuid
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.ids import new_id
from clientkeep.relationship.clients import events
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.words import search_words
from clientkeep.workspace.members.models import Member

from .bulk import Rows
from .firm import CITIES, PEOPLE, names
from .history import History

STAGES = ("active",) * 12 + ("lead",) * 3 + ("proposal",) + ("paused",) + ("former",) * 3
STEPS = ("Send the proposal", "Call about the next phase", "Ask for feedback", "Plan the year")


@dataclass(frozen=True, slots=True)
class Known:
    """A client on record, as documents need it."""

    id: uuid.UUID
    contact: uuid.UUID
    name: str
    city: str


def add_clients(owner: Member, count: int, history: History, now: dt.datetime) -> list[Known]:
    """Put clients with one contact each on record, spread over two years before `now`."""
    dice = random.Random(3)
    example = Client(workspace=owner.workspace, owner=owner, country="US", region="OR", source="import")
    rows, contacts = Rows(example), Rows(Contact(workspace=owner.workspace, roles=["primary", "billing"]))
    known = [_add(rows, contacts, history, example, name, now, dice) for name in names(count)]
    rows.write()
    contacts.write()
    return known


def _add(
    rows: Rows, contacts: Rows, history: History, example: Client, name: str, now: dt.datetime, dice: random.Random
) -> Known:
    known = Known(new_id(), new_id(), name, dice.choice(CITIES))
    added = now - dt.timedelta(minutes=dice.randrange(1000, 2 * 365 * 1440))
    touched = added + (now - added) * dice.random()
    person = f"{dice.choice(PEOPLE)} {name.split()[0]}"
    email = f"{known.id.hex[-12:]}@client.example"
    facts: dict[str, Any] = {
        "name": name, "legal_name": f"{name} Holdings", "email": f"office-{email}", "city": known.city,
        "phone": f"+1 503 555 {dice.randrange(10_000):04}",
    }  # fmt: skip
    for field, value in facts.items():
        setattr(example, field, value)
    words = search_words(example, [Contact(name=person, email=email)])
    stage = dice.choice(STAGES)
    if stage != "former" and dice.random() < 0.5:
        on = now.date() + dt.timedelta(days=dice.randrange(-5, 120))
        facts |= {"next_step": dice.choice(STEPS), "next_step_on": on}
    rows.add(
        id=known.id, words=words, stage=stage, tier=dice.choice(("", "", "a", "b", "c")), created_at=added, changed_at=touched,
        last_contact_at=touched, **facts,
    )  # fmt: skip
    contacts.add(id=known.contact, client_id=known.id, name=person, email=email, created_at=added)
    history.add(events.ClientAdded, added, known.id, "client", known.id, {"client": name})
    return known
