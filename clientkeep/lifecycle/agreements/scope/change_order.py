"""Change order: a document that changes what another one agreed. The client answers it; accepted, the ledger follows."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.money import Money
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures, long_day
from clientkeep.workspace.members.acting import Actor

from .acceptance import CHANGE, check_fits
from .agreed_lines import lines_of
from .change_item import ChangeItem
from .following import what_follows
from .model import LONGEST, agreed_of

MOST = 100
OWN_PAGE = "A change order is written on its own page. Throw this draft away and write it anew from what is agreed."


@dataclass(frozen=True)
class Added:
    """A line to add: what, its price in minor units, and by when."""

    what: str
    amount_minor: int
    due_on: dt.date | None = None


class ChangeOrder(Document):
    """Its lines are drawn from its items: what is added with its price, what else changes as a line of words."""

    class Meta:
        proxy = True

    @classmethod
    def write(
        cls, agreement: Document, by: Actor, *, title: str, because: str = "", added: Sequence[Added] = (), removed: Sequence[uuid.UUID] = (),
        moved: Mapping[uuid.UUID, dt.date] | None = None, allowed: Mapping[uuid.UUID, int] | None = None, form_token: str | None = None,
    ) -> "ChangeOrder":  # fmt: skip
        """Draft a change of what is agreed. The same `form_token` gives the same draft again.

        `removed`, `moved` and `allowed` name items of the ledger; `allowed` are rounds of revision in all. Raises Invalid
        with the field where nothing changes or an item is not agreed, Conflict without an accepted agreement.
        """
        with transaction.atomic():
            held = Document.objects.select_for_update(of=("self",)).select_related("client__workspace", "workspace").get(pk=agreement.pk)
            if held.state != "accepted" or held.kind == CHANGE or not held.scope.exists():
                raise Conflict(f"{held} holds no agreement that could be changed.", "state")
            items = _items(held, added, removed, moved or {}, allowed or {})
            made = Document.draft(
                held.client, CHANGE, by, lines=_lines(held, items), source=held, form_token=form_token, title=title,
                currency=held.currency, notes=_summed(held, items, because), prices_include_tax=held.prices_include_tax,
            )  # fmt: skip
            if not made.change_items.exists():
                for place, item in enumerate(items):
                    item.document, item.workspace_id, item.place = made, held.workspace_id, place
                ChangeItem.objects.bulk_create(items)
                if follows := what_follows(made):
                    made.rewrite(by, notes=f"{made.notes}\n\nWhat follows: {follows}")
        return made

    @property
    def begins_work(self) -> bool:
        """It changes what another agreement began."""
        return False

    @property
    def added_minor(self) -> int:
        """What it adds to the price, less what it takes out."""
        return sum(item.amount_minor for item in self.change_items.all())

    @property
    def editor_url(self) -> str:
        """What is agreed, from where it is written anew."""
        return reverse("scope:ledger", args=[self.source_id]) if self.source_id else ""

    def rewrite(self, by: Actor, version: int | None = None, lines: Any = None, **values: Any) -> None:
        """Its words may change, its lines are drawn from its items. Raises Conflict for lines."""
        if lines is not None:
            raise Conflict(OWN_PAGE, "lines")
        super().rewrite(by, version, None, **values)

    def hand_to(self, client: Any, by: Actor) -> None:
        """It belongs to its agreement. Raises Conflict."""
        raise Conflict("A change order belongs to its agreement and its client.", "client")

    def _check_complete(self) -> None:
        super()._check_complete()
        items = list(self.change_items.all())
        if not self.source_id or not items:
            raise Conflict(OWN_PAGE, "lines")
        check_fits(self.source, items)


def _items(agreement: Document, added: Sequence[Added], removed: Sequence[uuid.UUID], moved: Mapping, allowed: Mapping) -> list[ChangeItem]:
    now, made = agreed_of(agreement), []
    for each in added:
        what = " ".join(each.what.split())[:LONGEST]
        if not what or each.amount_minor < 0:
            raise Invalid("Say what is added, with a price of zero or more.", "added")
        made.append(ChangeItem(act="in", what=what, amount_minor=each.amount_minor, due_on=each.due_on))
    named = [("out", key, {}) for key in removed] + [("move", key, {"due_on": day}) for key, day in moved.items()]
    named += [("allow", key, {"revisions": rounds}) for key, rounds in allowed.items()]
    for act, key, values in named:
        item = now.item(key)
        if item is None or (act != "out" and key in removed):
            raise Invalid("Choose lines of what is agreed; what is taken out changes in no other way.", "items")
        if values != {name: getattr(item, name) for name in values} or act == "out":
            made.append(ChangeItem(act=act, item=key, what=item.what, amount_minor=-item.amount_minor if act == "out" else 0, **values))
    if not made:
        raise Invalid("Nothing changes yet. Add a line, take one out, or give one another day.", "items")
    if len(made) > MOST:
        raise Invalid(f"A change order holds {MOST} changes at most.", "items")
    return made


def _lines(agreement: Document, items: Sequence[ChangeItem]) -> list[dict[str, Any]]:
    lines, figures = lines_of(agreement)[0], Figures(agreement)
    taxes = lines[0].taxes if lines else []
    return [
        {"description": _said(item, figures), "unit_price": str(Money(max(item.amount_minor, 0), agreement.currency)), "taxes": taxes}
        for item in items
    ]


def _said(item: ChangeItem, figures: Figures) -> str:
    if item.act == "in":
        return item.what + (f", by {long_day(item.due_on, figures.locale)}" if item.due_on else "")
    if item.act == "out":
        return f"Taken out: {item.what} ({figures.money(-item.amount_minor)} less)"
    if item.act == "move":
        return f"Another day: {item.what}, by {long_day(item.due_on, figures.locale)}"
    return f"Rounds of revision: {item.what}, {item.revisions} in all"


def _summed(agreement: Document, items: Sequence[ChangeItem], because: str) -> str:
    before, figures = agreed_of(agreement).price_minor, Figures(agreement)
    after = before + sum(item.amount_minor for item in items)
    net = " before tax" if agreement.tax_sums and not agreement.prices_include_tax else ""
    words = f"The price of {agreement} was {figures.money(before)}{net} and becomes {figures.money(after)}."
    return f"{because.strip()}\n\n{words}" if because.strip() else words
