"""Mail that waits for a choice, and mailboxes of the firm that cannot be read: one item each."""

from django.urls import reverse

from clientkeep.relationship.conversations.mailboxes.model import TOLD_AFTER
from clientkeep.relationship.conversations.models import Arrival, Mailbox

from ..counting import count as counts
from ..item import Item, source
from ..reading import Reading

counts("arrivals_waiting", lambda: Arrival.objects.filter(state__in=("tray", "aside"), member=None))
counts("mailboxes_failing", lambda: Mailbox.objects.filter(failures__gte=TOLD_AFTER, member=None))


@source("arrivals", "inbox.tray")
def waiting_mail(read: Reading) -> list[Item]:
    """All of it as one item, for who sees every client."""
    count = read.counts["arrivals_waiting"]
    if not count or not read.acting.member.sees_all_clients:
        return []
    url = reverse("mailboxes:tray")
    return [
        Item(
            key=f"arrivals:{count}", rank=35, sign="inbox", meaning="waiting", subject="One mail" if count == 1 else f"{count} mails",
            url=url, rest="waits for your choice." if count == 1 else "wait for your choice.",
            why="The sender is on no client's record, or the mail could not be filed.", act="Choose", act_url=url,
        )
    ]  # fmt: skip


@source("mailboxes", "settings.money")
def failing_mailboxes(read: Reading) -> list[Item]:
    """Mailboxes that could not be read several times, as one item."""
    count = read.counts["mailboxes_failing"]
    if not count:
        return []
    url = reverse("mailboxes:firm")
    return [
        Item(
            key=f"mailboxes:{count}", rank=9, sign="mail-x", meaning="broken",
            subject="A mailbox" if count == 1 else f"{count} mailboxes", url=url, rest="cannot be read.",
            why="Mail of clients may lie there unseen.", act="See why", act_url=url,
        )
    ]  # fmt: skip
