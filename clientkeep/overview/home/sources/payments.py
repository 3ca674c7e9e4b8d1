"""Money that came in and belongs to nothing yet."""

import datetime as dt

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from clientkeep.foundation.ui.figures import write_money
from clientkeep.foundation.ui.reading import reading
from clientkeep.lifecycle.billing.models import Allocation, Payment, Refund
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document

from ..item import Item, lifted, source
from ..reading import MOST, Reading

LOOKED_BACK = dt.timedelta(days=180)


@source("payments", "payments.book")
def payments_to_match(read: Reading) -> list[Item]:
    """Payments with money left over, of clients who owe something."""
    acting, today = read.acting, read.today
    owing = Document.objects.visible_to(acting).outstanding().values("client")
    payments = Payment.objects.filter(
        workspace=acting.workspace, client__in=Client.objects.visible_to(acting), day__gte=today - LOOKED_BACK
    )
    spent = Coalesce(Subquery(_sum(Allocation)), 0) + Coalesce(Subquery(_sum(Refund)), 0)
    free = payments.annotate(left=F("amount_minor") - spent).filter(left__gt=0, client__in=owing)
    return [_item(payment) for payment in free.select_related("client").order_by("day")[:MOST]]


def _sum(model):
    rows = model.objects.filter(payment=OuterRef("pk")).order_by().values("payment")
    return rows.annotate(sum=Sum("amount_minor")).values("sum")


def _item(payment: Payment) -> Item:
    reader = reading()
    money = write_money(payment.left, payment.currency, reader.locale, reader.currency)
    return Item(
        key=f"payment:{payment.pk}",
        rank=lifted(25, payment.client),
        sign="link",
        meaning="waiting",
        subject=payment.client.name,
        url=reverse("clients:detail", args=[payment.client_id]),
        rest=f"paid {money} that is not matched with an invoice.",
        why=f"Received on {payment.day}",
        act="Match it",
        act_url=reverse("billing:payments") + "?state=unmatched",
    )
