"""Money at the payment provider that fits no checkout as it should."""

from django.urls import reverse

from clientkeep.lifecycle.billing.gateways.model import StrayPayment

from ..counting import count as counts
from ..item import Item, source
from ..reading import Reading

counts("strays", lambda: StrayPayment.objects.filter(state="open"))


@source("strays", "payments.book")
def stray_payments(read: Reading) -> list[Item]:
    """All of them as one item."""
    count = read.counts["strays"]
    if not count:
        return []
    url = reverse("billing:payments")
    return [
        Item(
            key=f"strays:{count}",
            rank=8,
            sign="circle-alert",
            meaning="broken",
            subject="One card payment" if count == 1 else f"{count} card payments",
            url=url,
            rest="came in and fit no invoice as they should." if count > 1 else "came in and fits no invoice as it should.",
            why="Nothing was booked. Say what it is.",
            act="Decide",
            act_url=url,
        )
    ]
