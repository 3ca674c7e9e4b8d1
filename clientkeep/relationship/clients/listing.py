"""The client list as its address says: filters, sort and place, each from a fixed set of names."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.http import urlencode

from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .contact import Contact
from .dormant import dormant
from .model import STAGE_LABELS, Client
from .neglected import left_alone
from .searching import LONGEST, found_ids
from .slots import CLIENT_FILTERS, CLIENT_ORDERS
from .tags import tagged

PAGE = 50
# Counting stops here: all clients read an index alone, filters may read the rows.
COUNTED, COUNTED_NARROW = 10_000, 1_000
SORTS = {"name": "Name", "contact": "Last contact", "newest": "Newest"}
TIERS = {"a": "tier A", "b": "tier B", "c": "tier C", "none": "no tier"}
_REACHABLE = Exists(Contact.objects.filter(client=OuterRef("pk"), removed_at=None).exclude(email=""))
# What a record may lack: how the filter reads, and what it keeps (or what says so for the person who asks).
MISSING = {
    "email": ("without an e-mail address", Q(email="") & ~_REACHABLE),
    "address": ("without an address", Q(address_line1="", city="")),
    "next_step": ("without a next step", Q(next_step="") & ~Q(stage="former")),
    "contact": ("never spoken with", Q(last_contact_at=None)),
    "neglected": ("left alone for too long", left_alone),
    "dormant": ("dormant", dormant),
}


@dataclass(frozen=True)
class Listing:
    """What one asks of the client list. `of` reads an address; what it does not know is left out."""

    q: str = ""
    stage: str = ""
    tier: str = ""
    owner: str = ""
    tag: str = ""
    money: str = ""
    missing: str = ""
    archived: bool = False
    sort: str = "name"
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Listing":
        """Read an address. Only known names and values get in, so that no one's text becomes a lookup."""

        def one_of(name: str, known: Any) -> str:
            value = asked.get(name, "")
            return value if value in known else ""

        sort = one_of("sort", [*SORTS, *CLIENT_ORDERS.keys()]) or "name"
        order = CLIENT_ORDERS.get(sort)
        return cls(
            q=asked.get("q", "").replace("\x00", "").strip()[:LONGEST],
            stage=one_of("stage", STAGE_LABELS),
            tier=one_of("tier", TIERS),
            owner=asked.get("owner", "") if _is_owner(asked.get("owner", "")) else "",
            tag=asked.get("tag", "").replace("\x00", "")[:40],
            money=one_of("money", CLIENT_FILTERS.keys()) or (order.within if order else ""),
            missing=one_of("missing", MISSING),
            archived=asked.get("archived") == "1",
            sort=sort,
            after=asked.get("after", "") if _is_id(asked.get("after", "")) else "",
        )

    @property
    def is_narrowed(self) -> bool:
        return any((self.q, self.stage, self.tier, self.owner, self.tag, self.money, self.missing, self.archived))

    @property
    def is_filtered(self) -> bool:
        """Narrowed by more than its search text."""
        return replace(self, q="").is_narrowed

    def address(self, **changes: Any) -> str:
        """The query of this list with some parts changed, from its beginning unless `after` is given."""
        if changes.get("money") == "" and self.sort not in SORTS:
            changes["sort"] = "name"
        return query_of(replace(self, **{"after": "", **changes}))


def query_of(listing: Listing) -> str:
    parts = {
        "q": listing.q, "stage": listing.stage, "tier": listing.tier, "owner": listing.owner, "tag": listing.tag,
        "money": listing.money, "missing": listing.missing, "archived": "1" if listing.archived else "",
        "sort": "" if listing.sort == "name" else listing.sort, "after": listing.after,
    }  # fmt: skip
    return "?" + urlencode({name: value for name, value in parts.items() if value})


class Shown:
    """The clients that a listing shows to one person, a page at a time."""

    def __init__(self, acting: Acting, listing: Listing) -> None:
        self.acting, self.listing = acting, listing
        self.nearly = False

    @cached_property
    def filtered(self) -> QuerySet:
        """All clients that fit, unsorted."""
        listing = self.listing
        clients = Client.objects.visible_to(self.acting)
        clients = clients.archived() if listing.archived else clients.current()
        if listing.stage:
            clients = clients.filter(stage=listing.stage)
        if listing.tier:
            clients = clients.filter(tier="" if listing.tier == "none" else listing.tier)
        if listing.owner:
            clients = clients.filter(owner=_owner_of(listing.owner, self.acting))
        if listing.tag:
            clients = tagged(clients, listing.tag)
        if listing.money:
            clients = clients.filter(CLIENT_FILTERS[listing.money].where(self.acting))
        if listing.missing:
            lacks = MISSING[listing.missing][1]
            clients = clients.filter(lacks(self.acting) if callable(lacks) else lacks)
        if listing.q:
            ids, self.nearly = found_ids(clients, listing.q)
            clients = Client.objects.filter(pk__in=ids)
        return clients

    @cached_property
    def count(self) -> int:
        """How many fit, counted to 10,000 at most, with filters to 1,000."""
        if not self.listing.after and len(self._fetched) <= PAGE:
            return len(self._fetched)
        return self.filtered[: self._counted + 1].count()

    @property
    def count_words(self) -> str:
        return f"{self._counted:,}+" if self.count > self._counted else f"{self.count:,}"

    @property
    def _counted(self) -> int:
        return COUNTED_NARROW if self.listing.is_narrowed else COUNTED

    @cached_property
    def sorted(self) -> QuerySet:
        return _sorted(self.filtered, self.listing.sort, self.acting)

    @cached_property
    def _fetched(self) -> list[Client]:
        return list(self._from_here.select_related("owner__user")[: PAGE + 1])

    @property
    def _from_here(self) -> QuerySet:
        return _behind(self.sorted, self.listing) if self.listing.after else self.sorted

    def part(self, size: int) -> list[Client]:
        """The next so many clients, without their owners."""
        return list(self._from_here[:size])

    @property
    def rows(self) -> list[Client]:
        return self._fetched[:PAGE]

    @property
    def next_address(self) -> str:
        """Where the list goes on, or an empty text at its end."""
        return self.listing.address(after=str(self.rows[-1].pk)) if len(self._fetched) > PAGE else ""


def _sorted(clients: QuerySet, sort: str, acting: Acting) -> QuerySet:
    if sort == "contact":
        return clients.order_by(F("last_contact_at").desc(nulls_last=True), "-id")
    if sort == "newest":
        return clients.order_by("-created_at", "-id")
    if order := CLIENT_ORDERS.get(sort):
        return order.add(clients, acting).order_by("-ordering", "id")
    return clients.order_by("words", "id")


def _behind(clients: QuerySet, listing: Listing) -> QuerySet:
    """What follows the client that the page before ended with; the whole list where that one is gone."""
    name = {"contact": "last_contact_at", "newest": "created_at", "name": "words"}.get(listing.sort, "ordering")
    last = clients.filter(pk=listing.after).values_list(name, "pk").first()
    if last is None:
        return clients
    value, pk = last
    if listing.sort == "name":
        return clients.filter(Q(words__gt=value) | Q(words=value, pk__gt=pk))
    smaller_id = Q(pk__gt=pk) if name == "ordering" else Q(pk__lt=pk)
    if value is None:
        return clients.filter(Q(**{name: None}) & smaller_id)
    behind = Q(**{f"{name}__lt": value}) | Q(**{name: value}) & smaller_id
    return clients.filter(behind | Q(**{name: None}) if name == "last_contact_at" else behind)


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _is_owner(text: str) -> bool:
    return text in ("me", "none") or _is_id(text)


def _owner_of(owner: str, acting: Acting) -> Member | uuid.UUID | None:
    return acting.member if owner == "me" else None if owner == "none" else uuid.UUID(owner)

