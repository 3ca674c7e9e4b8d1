"""What change orders do to invoices: what was added is billed by an invoice of its own, what was taken out is billed no more."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from clientkeep.lifecycle.agreements.models import ScopeEntry
from clientkeep.lifecycle.agreements.proposals.chosen import chosen
from clientkeep.relationship.documents.agreeing import prepares
from clientkeep.relationship.documents.events import DocumentAccepted
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor


def still_in(agreement: Document, lines: Iterable[Any]) -> list[Any]:
    """Return the lines that no change order has taken out, in their order."""
    taken = _taken_places(agreement)
    return [line for place, line in enumerate(lines) if place not in taken]


def bill_change(change: Document, by: Actor) -> Document | None:
    """Draft the invoice of what a change order added, once, and take what went out off an open draft. None: nothing to bill."""
    with transaction.atomic():
        change = Document.objects.select_for_update(of=("self",)).select_related("client__workspace", "source", "workspace").get(pk=change.pk)
        if change.state != "accepted":
            return None
        _lighten_draft(change.source, by)
        lines = [line for line in change.lines.all() if line.unit_price]
        if not lines:
            return None
        return Document.draft(
            change.client, "invoice", by, source=change, title=change.title, currency=change.currency, reference=change.reference,
            prices_include_tax=change.prices_include_tax, form_token=f"change:{change.pk}",
            lines=[{"description": line.description, "quantity": line.quantity, "unit": line.unit, "unit_price": line.unit_price, "taxes": line.taxes} for line in lines],
        )  # fmt: skip


def _lighten_draft(agreement: Document, by: Actor) -> None:
    """The final invoice of the agreement, where it is a draft, loses each line that was taken out and is still on it."""
    draft = agreement.followers.filter(kind="invoice", role="final", state="draft").first()
    if draft is None:
        return
    taken = _taken_places(agreement)
    gone = Counter(_facts(line) for place, line in enumerate(chosen(agreement).lines) if place in taken)
    kept = []
    for line in draft.lines.all():
        if gone[_facts(line)] > 0:
            gone[_facts(line)] -= 1
        else:
            kept.append(line)
    if len(kept) < draft.lines.count():
        draft.rewrite(by, lines=[_plain(line) for line in kept])


def _taken_places(agreement: Document) -> set[int]:
    """The places of the agreement's own lines that change orders took out."""
    out = ScopeEntry.objects.filter(agreement=agreement, act="out").values("item")
    return set(ScopeEntry.objects.filter(document=agreement, act="in", item__in=out).values_list("place", flat=True))


def _facts(line: Any) -> tuple:
    return line.description, line.quantity, line.unit, line.unit_price


def _plain(line: Any) -> dict[str, Any]:
    names = ("description", "quantity", "unit", "unit_price", "discount_percent", "taxes")
    return {name: getattr(line, name) for name in names}


@prepares
@listens(DocumentAccepted, when=lambda payload: payload.get("kind") == "change order")
def bill_what_changed(event) -> None:
    """An accepted change order gets its invoice as a draft, once."""
    change = Document.objects.select_related("workspace").filter(pk=event.about_id, kind="change_order", state="accepted").first()
    if change:
        bill_change(change, Actor("system", None, change.workspace.name))
