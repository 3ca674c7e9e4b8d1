"""Whom a line is read with: only clients that the person sees; all of a small firm's, else those that share a word with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.words import fold
from clientkeep.workspace.members.acting import Acting

from ..words import OnRecord

ALL_OF = 300
MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")
_PLAIN = frozenset(
    "call called with the and for they send sends meeting met mail note message text from that this will have last next "
    "week month yesterday today tomorrow min minutes hour hours about monday tuesday wednesday thursday friday".split()
)


@dataclass(frozen=True)
class Near:
    """Clients that a line may mean, with their current contacts."""

    clients: Sequence[Client]
    people: dict[object, list[Contact]]

    def on_record(self) -> tuple[OnRecord, ...]:
        return tuple(OnRecord(each.name, tuple(person.name for person in self.of(each))) for each in self.clients)

    def of(self, client: Client) -> list[Contact]:
        return self.people.get(client.pk, [])

    def client_named(self, name: str | None) -> Client | None:
        """The client of that name; None where nobody or more than one is called so."""
        fits = [each for each in self.clients if each.name == name]
        return fits[0] if len(fits) == 1 else None


def near(acting: Acting, text: str, client: Client | None = None) -> Near:
    """Return current clients that a line may mean, at most ALL_OF; the page's own client is always among them."""
    clients = [client] if client else _sharing_words(acting, text)
    people: dict[object, list[Contact]] = {}
    for person in Contact.objects.current().filter(client__in=[each.pk for each in clients]).order_by("pk"):
        people.setdefault(person.client_id, []).append(person)
    return Near(clients, people)


def _sharing_words(acting: Acting, text: str) -> list[Client]:
    mine = Client.objects.visible_to(acting).current().select_related("workspace")
    first = list(mine.order_by("pk")[: ALL_OF + 1])
    if len(first) <= ALL_OF:
        return first
    words = [word for word in map(fold, _WORD.findall(text)) if word not in _PLAIN and not word.isdigit()]
    anyone = Q(pk__in=[])
    for word in [word for word in dict.fromkeys(words) if len(word) > 2][:MOST_WORDS]:
        anyone |= Q(words__contains=word)
    return list(mine.filter(anyone).order_by("name")[:ALL_OF])
