"""Letters that one has begun and not sent."""

from django.urls import reverse

from clientkeep.relationship.conversations.models import LetterDraft

from ..counting import count_own
from ..item import Item, source
from ..reading import Reading

count_own("letter_drafts", lambda acting: LetterDraft.objects.open_of(acting))


@source("letter_drafts", "clients.edit")
def letters_to_send(read: Reading) -> list[Item]:
    """All of them as one item: they are one's own."""
    count = read.counts["letter_drafts"]
    if not count:
        return []
    url = reverse("conversations:drafts")
    return [
        Item(
            key=f"letter_drafts:{count}",
            rank=58,
            sign="mail",
            meaning="",
            subject="One letter" if count == 1 else f"{count} letters",
            url=url,
            rest="that you began is not sent." if count == 1 else "that you began are not sent.",
            why="",
            act="Go on writing",
            act_url=url,
        )
    ]
