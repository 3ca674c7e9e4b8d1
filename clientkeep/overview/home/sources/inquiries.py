"""Inquiries that nobody has answered yet."""

from django.db.models import QuerySet

from clientkeep.lifecycle.sales.models import Inquiry

from ..gathering import Found, gathers
from ..item import Item, link_to
from ..reading import Reading


def _new(read: Reading) -> QuerySet:
    return Inquiry.objects.visible_to(read.acting).new()


@gathers("inquiries", "clients.edit", _new, client="", day="received_at", words="name", more="source", note="email")
def inquiry_waits(found: Found, read: Reading) -> Item:
    """An inquiry until it is an opportunity, declined or held off."""
    page = link_to("inquiries:inquiry", found.pk)
    return Item(
        key=f"inquiry:{found.pk}", rank=24, sign="message-square-plus", meaning="waiting", subject=found.words, url=page,
        rest="asks for work and waits for an answer", why=f"{found.note} · {found.more}", act="Read it", act_url=page,
    )  # fmt: skip
