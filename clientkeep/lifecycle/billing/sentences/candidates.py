"""Which names on record a sentence is read with: all of a small firm's, else those that share a word with it."""

import re
from collections.abc import Sequence

from django.db.models import Q

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.words import fold
from clientkeep.workspace.members.acting import Acting

ALL_OF = 300
MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")
PLAIN = frozenset(
    "invoice bill charge quote estimate receipt credit note for the and plus with per each due net days hours hour "
    "from paid please send make new of at on in to a an by".split()
)


def clients_near(acting: Acting, text: str) -> Sequence[Client]:
    """Return current clients whose names the text may mean, at most ALL_OF."""
    mine = Client.objects.visible_to(acting).current()
    first = list(mine.order_by("pk")[: ALL_OF + 1])
    if len(first) <= ALL_OF:
        return first
    words = [word for word in map(fold, _WORD.findall(text)) if word not in PLAIN and not word.isdigit()]
    pairs = [Q(words__contains=word) for word in dict.fromkeys(words) if len(word) > 2][:MOST_WORDS]
    if not pairs:
        return []
    anyone = pairs[0]
    for pair in pairs[1:]:
        anyone |= pair
    return list(mine.filter(anyone).order_by("name")[:ALL_OF])
