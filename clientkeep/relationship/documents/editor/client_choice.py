"""Which client the typed name means."""

from django.db.models import QuerySet

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.words import fold
from clientkeep.workspace.members.acting import Acting

MOST_OFFERED = 12


def chosen_client(acting: Acting, typed: str, known_id: str = "") -> Client:
    """Return the visible client of this name; `known_id` decides between namesakes. Raises Invalid, in words."""
    name = " ".join(typed.split())
    if not name:
        raise Invalid("Enter the client's name.", "client")
    mine = Client.objects.visible_to(acting)
    if known_id and (known := _by_id(mine, known_id)) and known.name == name:
        return known
    fitting = list(mine.current().filter(name=name)[:2]) or list(mine.current().filter(name__iexact=name)[:2])
    if not fitting:
        raise Invalid(f"{name} is not on record. Choose a client from the list, or add the client first.", "client")
    if len(fitting) > 1:
        raise Invalid(f"Several clients are called {name}. Start the document from the right one's page.", "client")
    return fitting[0]


def offered_names(acting: Acting, typed: str) -> list[str]:
    """Names of clients that fit what is typed so far."""
    words = fold(typed)[:100].split()
    if not words:
        return []
    fitting = Client.objects.visible_to(acting).current()
    for word in words:
        fitting = fitting.filter(words__contains=word)
    return list(fitting.order_by("name").values_list("name", flat=True)[:MOST_OFFERED])


def _by_id(mine: QuerySet, known_id: str) -> Client | None:
    import uuid

    try:
        return mine.filter(pk=uuid.UUID(known_id)).first()
    except ValueError:
        return None
