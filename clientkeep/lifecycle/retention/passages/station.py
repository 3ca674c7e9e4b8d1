"""Stations announce themselves here, in the order of a client's life."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from clientkeep.foundation.registry import Registry
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

from .rules import Passage


class Reading:
    """Who asks, and what several stations read: asked once for all of them."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        self.today = acting.workspace.today()
        self.zone = ZoneInfo(acting.workspace.time_zone)

    def day(self, moment: dt.datetime) -> dt.date:
        """The firm's calendar day of a moment."""
        return moment.astimezone(self.zone).date()

    @cached_property
    def bills(self) -> list[Document]:
        """Issued invoices that are not void, the first issued first."""
        issued = Document.objects.visible_to(self.acting).filter(kind="invoice").exclude(state__in=("draft", "void")).exclude(role="opening")
        return list(issued.select_related("client").defer("seller", "buyer", "notes", "terms").order_by("issue_date", "pk"))

    @cached_property
    def _paid(self) -> dict[Any, dt.date]:
        rows = Event.objects.filter(workspace=self.acting.workspace, slug="invoice.paid").order_by("seq")
        return {about: self.day(at) for about, at in rows.values_list("about_id", "happened_at")}

    def settled_on(self, bill: Document) -> dt.date | None:
        """The day from which nothing is owed on an invoice; None while something is."""
        return (self._paid.get(bill.pk) or bill.issue_date) if bill.balance_minor == 0 else None


@dataclass(frozen=True)
class Station:
    """A part of a client's life: what begins it, who sees to it, what the client meets, and all that ever passed it.

    `passages(reading)` reads what this person may see; it asks the same number of questions whatever the number of rows.
    """

    slug: str
    label: str
    act: str
    begins: str
    owner: str
    client_meets: str
    order: int
    passages: Callable[[Reading], Iterable[Passage]]


STATIONS: Registry[Station] = Registry("station of a client's life")


def station(slug: str, label: str, order: int, act: str, begins: str, owner: str, client_meets: str) -> Callable:
    """Register `passages(reading)` as a station. `act` is the right it takes to see it."""

    def register(passages: Callable[[Reading], Iterable[Passage]]) -> Callable[[Reading], Iterable[Passage]]:
        STATIONS.add(slug, Station(slug, label, act, begins, owner, client_meets, order, passages))
        return passages

    return register


def stations_for(acting: Acting) -> list[Station]:
    """The stations that this person may see, in their order."""
    return sorted((each for each in STATIONS if acting.may(each.act)), key=lambda each: each.order)
