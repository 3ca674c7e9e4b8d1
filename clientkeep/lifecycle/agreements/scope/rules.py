"""The ledger folded: what is agreed on a day, from the entries up to it. Plain Python."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

ACTS = [("in", "In"), ("out", "Out"), ("move", "Moved"), ("allow", "Revisions"), ("gift", "Gift"), ("back", "Gift taken back"), ("not", "Not included")]
PARTS = [("line", "Line"), ("deliverable", "Deliverable"), ("milestone", "Milestone")]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `amount_minor` is what it adds to the price; for a gift, its value. `source` names its document.

    `part`: a line with its price, or what a proposal promises beside: a deliverable, a milestone.
    """

    act: str
    item: uuid.UUID
    what: str
    amount_minor: int
    due_on: dt.date | None
    revisions: int | None
    by: str
    on: dt.date
    source: str = ""
    part: str = "line"


@dataclass(frozen=True)
class Agreed:
    """What is agreed: items as entries with their present day and allowance, what was given on top, and what is not in it."""

    items: tuple[Entry, ...]
    gifts: tuple[Entry, ...]
    excluded: tuple[Entry, ...] = ()

    @property
    def price_minor(self) -> int:
        return sum(item.amount_minor for item in self.items)

    @property
    def given_minor(self) -> int:
        return sum(gift.amount_minor for gift in self.gifts)

    @property
    def ends_on(self) -> dt.date | None:
        """The last day of all items; None where none has one."""
        return max((item.due_on for item in self.items if item.due_on), default=None)

    def item(self, key: uuid.UUID) -> Entry | None:
        return next((item for item in self.items if item.item == key), None)


def agreed(entries: Iterable[Entry], until: dt.date | None = None) -> Agreed:
    """Fold entries, in the order in which they were agreed, up to and with a day."""
    items: dict[uuid.UUID, Entry] = {}
    gifts: dict[uuid.UUID, Entry] = {}
    excluded: list[Entry] = []
    for entry in entries:
        if until is not None and entry.on > until:
            continue
        if entry.act == "not":
            excluded.append(entry)
        else:
            _take(entry, items, gifts)
    return Agreed(tuple(items.values()), tuple(gifts.values()), tuple(excluded))


def _take(entry: Entry, items: dict[uuid.UUID, Entry], gifts: dict[uuid.UUID, Entry]) -> None:
    if entry.act == "in":
        items[entry.item] = entry
    elif entry.act == "out":
        items.pop(entry.item, None)
    elif entry.act == "gift":
        gifts[entry.item] = entry
    elif entry.act == "back":
        gifts.pop(entry.item, None)
    elif entry.item in items:
        changed = {"due_on": entry.due_on} if entry.act == "move" else {"revisions": entry.revisions}
        items[entry.item] = replace(items[entry.item], **changed)
