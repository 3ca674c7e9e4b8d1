"""Money that came in and belongs to nothing yet."""

import datetime as dt

from django.urls import reverse

from clientkeep.foundation.ui.figures import write_money
from clientkeep.foundation.ui.reading import reading
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document

from ..item import Item, lifted, link_to, source
from ..reading import MOST, Reading

LOOKED_BACK = dt.timedelta(days=180)


@source("payments", "payments.book")
def payments_to_match(read: Reading) -> list[Item]:
    """Payments with money left over, of clients who owe something."""
    acting, today = read.acting, read.today
    owing = Document.objects.visible_to(acting).outstanding().values("client")
    free = Payment.objects.unmatched().filter(
        workspace=acting.workspace, client__in=Client.objects.visible_to(acting), day__gte=today - LOOKED_BACK
    )
    rows = free.filter(client__in=owing).select_related("client").order_by("day")
    return [_item(payment) for payment in rows[:MOST]]


def _item(payment: Payment) -> Item:
    reader = reading()
    money = write_money(payment.free_minor, payment.currency, reader.locale, reader.currency)
    return Item(
        key=f"payment:{payment.pk}",
        rank=lifted(25, payment.client),
        sign="link",
        meaning="waiting",
        subject=payment.client.name,
        url=link_to("clients:detail", payment.client_id),
        rest=f"paid {money} that is not matched with an invoice.",
        why=f"Received on {payment.day}",
        act="Match it",
        act_url=reverse("billing:payments") + "?state=unmatched",
    )
