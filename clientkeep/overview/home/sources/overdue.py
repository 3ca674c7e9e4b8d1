"""Invoices whose day has passed."""

import datetime as dt

from clientkeep.foundation.ui.figures import write_money
from clientkeep.foundation.ui.reading import reading
from clientkeep.relationship.documents.models import Document

from ..item import Item, lifted, link_to, source
from ..reading import Reading


@source("overdue", "payments.see")
def overdue(read: Reading) -> list[Item]:
    """The oldest overdue invoices."""
    return [_item(invoice, read.today) for invoice in read.overdue]


def _item(invoice: Document, today: dt.date) -> Item:
    days, reader = (today - invoice.due_date).days, reading()
    owed = write_money(invoice.balance_minor, invoice.currency, reader.locale, reader.currency)
    url = link_to("documents:detail", invoice.pk)
    return Item(
        key=f"overdue:{invoice.pk}",
        rank=lifted(40 - min(days, 30), invoice.client),
        sign="triangle-alert",
        meaning="late",
        subject=invoice.client.name,
        url=link_to("clients:detail", invoice.client_id),
        rest=f"owes {owed}, {days} {'day' if days == 1 else 'days'} late.",
        why=f"Invoice {invoice.number}",
        act="See the invoice",
        act_url=url,
    )
