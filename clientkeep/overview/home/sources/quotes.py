"""Quotes, proposals and their like that wait for the client's answer."""

import datetime as dt

from clientkeep.relationship.documents.models import Document

from ..item import Item, lifted, link_to, source
from ..reading import Reading

PATIENCE = 3


@source("quotes", "documents.see")
def quotes_without_answer(read: Reading) -> list[Item]:
    """Quotes that nobody has answered for some days, or that run out within three."""
    return [_item(row, read.today) for row in read.open_quotes if _is_time(row, read.today)]


def _is_time(quote: Document, today: dt.date) -> bool:
    runs_out = quote.valid_until and (quote.valid_until - today).days <= PATIENCE
    return bool(runs_out) or (today - quote.issue_date).days >= PATIENCE


def _item(quote: Document, today: dt.date) -> Item:
    days = (today - quote.issue_date).days
    gone = quote.valid_until and quote.valid_until < today
    why = (
        f"It ran out on {quote.valid_until}"
        if gone
        else f"Runs out on {quote.valid_until}"
        if quote.valid_until
        else ""
    )
    return Item(
        key=f"quote:{quote.pk}",
        rank=lifted(48 - min(days, 14), quote.client),
        sign="clock",
        meaning="waiting",
        subject=quote.client.name,
        url=link_to("clients:detail", quote.client_id),
        rest=f"has not {'signed' if quote.is_signed else 'answered'} the {quote.label.lower()} for {days} {'day' if days == 1 else 'days'}.",
        why=f"{quote.label} {quote.number}" + (f" · {why}" if why else ""),
        act=f"See the {quote.label.lower()}",
        act_url=link_to("documents:detail", quote.pk),
    )
