"""Opportunities whose offer was declined, and those that a gate keeps back though their offer is sent."""

import uuid

from django.db.models import QuerySet

from clientkeep.lifecycle.agreements.models import Bid
from clientkeep.lifecycle.sales.models import Opportunity

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _mine(read: Reading) -> QuerySet:
    return Bid.objects.visible_to(read.acting).filter(opportunity__in=Opportunity.objects.visible_to(read.acting)).order_by("made_at")


def _declined(read: Reading) -> QuerySet:
    return _mine(read).declined()


@gathers("bids_declined", "clients.edit", _declined, client="document__client", words="opportunity__title", more="opportunity_id", note="document__decline_reason")
def offer_declined(found: Found, read: Reading) -> Item:
    """A decline loses nothing by itself: a person says whether it is over."""
    page = link_to("opportunities:opportunity", uuid.UUID(found.more))
    return Item(
        key=f"bid_declined:{found.pk}", rank=lifted(28, found), sign="circle-x", meaning="late", subject=found.client_name,
        url=link_to("clients:detail", found.client_id), rest=f"declined the offer for {found.words}.",
        why=f"“{found.note}”" if found.note else "Without a reason", act="Lost, with reason", act_url=f"{page}#losing",
    )  # fmt: skip


def _held(read: Reading) -> QuerySet:
    return _mine(read).held()


@gathers("bids_held_back", "clients.edit", _held, client="document__client", words="opportunity__title", more="opportunity_id", note="held_back")
def held_back(found: Found, read: Reading) -> Item:
    """What was sent did not move its opportunity: a gate is shut."""
    return Item(
        key=f"bid_held:{found.pk}", rank=lifted(32, found), sign="door-closed", meaning="waiting", subject=found.client_name,
        url=link_to("clients:detail", found.client_id), rest=f"has the offer for {found.words}, which stays in its stage.",
        why=found.note, act="See the gate", act_url=link_to("opportunities:opportunity", uuid.UUID(found.more)),
    )  # fmt: skip
