"""Opportunities: next steps of one's own that are due, and those that nobody has touched for too long."""

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from clientkeep.lifecycle.sales.models import Opportunity

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _whose(rows: QuerySet) -> QuerySet:
    return rows.annotate(whose=Coalesce("client__name", NullIf("name", Value("")), F("email")))


def _due(read: Reading) -> QuerySet:
    return _whose(Opportunity.objects.visible_to(read.acting).filter(owner=read.acting.member).step_due(read.today))


@gathers("opportunity_steps", "clients.edit", _due, day="next_step_on", words="title", more="whose", note="next_step")
def step_due(found: Found, read: Reading) -> Item:
    """The next step of an opportunity of one's own."""
    late = (read.today - found.day).days
    return _item(
        found, f"opportunity_step:{found.pk}:{found.day}", 30 - min(late, 10), "late" if late else "waiting",
        f"waits for your next step: {found.note or 'what comes next'}", f"{found.words} · {_late(late)}", "See to it",
    )  # fmt: skip


def _stale(read: Reading) -> QuerySet:
    return _whose(Opportunity.objects.visible_to(read.acting).stale(read.today).exclude(owner=read.acting.member, next_step_on__lte=read.today))


@gathers("opportunities_stale", "clients.edit", _stale, day="stale_on", words="title", more="whose", note="stage__name")
def gone_stale(found: Found, read: Reading) -> Item:
    """An opportunity that has stood in its stage without a change for longer than the firm allows."""
    return _item(
        found, f"opportunity_stale:{found.pk}:{found.day}", 46, "late", f"hears nothing from us about {found.words}", f"Stale in “{found.note}”", "Move it on",
    )  # fmt: skip


def _late(days: int) -> str:
    return "for today" if not days else "1 day late" if days == 1 else f"{days} days late"


def _item(found: Found, key: str, rank: int, meaning: str, rest: str, why: str, act: str) -> Item:
    page = link_to("opportunities:opportunity", found.pk)
    return Item(
        key=key, rank=lifted(rank, found), sign="target", meaning=meaning, subject=found.client_name or found.more,
        url=link_to("clients:detail", found.client_id) if found.client_id else page, rest=rest, why=why, act=act, act_url=page,
    )  # fmt: skip
