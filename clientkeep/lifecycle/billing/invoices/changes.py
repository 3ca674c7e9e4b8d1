"""What change orders do to invoices: what was added is billed by an invoice of its own, what was taken out is billed no more."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.agreements.proposals.chosen import chosen
from clientkeep.relationship.documents.agreeing import prepares
from clientkeep.relationship.documents.events import DocumentAccepted
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from ..payment_schedules.following import follow, gap_minor, is_taxed_alike
from ..payment_schedules.price import changes_of, discount_now, plain_line, taken_items, taken_places

_BILLED = ("description", "quantity", "unit", "unit_price", "taxes")


def still_in(agreement: Document, lines: Iterable[Any]) -> list[Any]:
    """Return the lines that no change order has taken out, in their order."""
    taken = taken_places(agreement, taken_items(agreement))
    return [line for place, line in enumerate(lines) if place not in taken]


def bill_change(change: Document, by: Actor) -> Document | None:
    """Draft the invoice of what a change order added, once, take what went out off open drafts, and move the payments.

    None where nothing was added.
    """
    with transaction.atomic():
        change = Document.objects.select_for_update(of=("self",)).select_related("client__workspace", "source", "workspace").get(pk=change.pk)
        if change.state != "accepted":
            return None
        Document.objects.select_for_update(of=("self",)).get(pk=change.source_id)  # one change at a time moves the payments
        _lighten_drafts(change.source, by)
        made = _bill_added(change, by)
        follow(change, by)
    return made


def _bill_added(change: Document, by: Actor) -> Document | None:
    lines = [line for line in still_in(change, change.lines.all()) if line.unit_price]
    if not lines:
        return None
    token = f"change:{change.pk}"
    if known := Document.objects.filter(workspace=change.workspace_id, form_token=token).first():
        return known
    net = _net(change)
    if net is not None and net <= 0:
        return None  # What went out was invoiced, and pays for what came in.
    said = {"prices_include_tax": change.prices_include_tax, "lines": [{name: getattr(line, name) for name in _BILLED} for line in lines]}
    if net is not None:
        what = f"{change.title or change}: what is added, less what is taken out and was invoiced"
        said = {"prices_include_tax": True, "lines": [{"description": what, "unit_price": str(Money(net, change.currency)), "taxes": lines[0].taxes}]}
    return Document.draft(
        change.client, "invoice", by, source=change, title=change.title, currency=change.currency, reference=change.reference, form_token=token, **said
    )


def _net(change: Document) -> int | None:
    """What the change asks for in net, where something that it takes out was invoiced; None where all that it adds is to be billed."""
    gap = gap_minor(change.source)
    return gap if gap < change.total_minor and is_taxed_alike(change.source, change) else None


def _lighten_drafts(agreement: Document, by: Actor) -> None:
    """Each draft of the agreement and of its change orders loses the lines that were taken out and are still on it."""
    out = taken_items(agreement)
    for source in (agreement, *changes_of(agreement)):
        places = taken_places(source, out)
        draft = source.followers.filter(kind="invoice", state="draft").exclude(role="deposit").select_related("client__workspace", "workspace").first()
        if draft and places:
            _lighten(draft, source, places, by)


def _lighten(draft: Document, source: Document, places: set[int], by: Actor) -> None:
    lines = list(chosen(source).lines)
    gone = Counter(_facts(line) for place, line in enumerate(lines) if place in places)
    kept = []
    for line in draft.lines.all():
        if gone[_facts(line)] > 0:
            gone[_facts(line)] -= 1
        else:
            kept.append(line)
    if len(kept) == draft.lines.count():
        return
    terms = {} if draft.discount_minor is None else {"discount_minor": discount_now(source, lines, places)}
    draft.rewrite(by, lines=[plain_line(line) for line in kept], **terms)
    if draft.deducted_minor >= draft.total_minor:
        draft.discard(by)  # the deposits cover what is left, or nothing is left


def _facts(line: Any) -> tuple:
    return line.description, line.quantity, line.unit, line.unit_price


@prepares
@listens(DocumentAccepted, when=lambda payload: payload.get("kind") == "change order")
def bill_what_changed(event) -> None:
    """An accepted change order gets its invoice as a draft, once."""
    change = Document.objects.select_related("workspace").filter(pk=event.about_id, kind="change_order", state="accepted").first()
    if change:
        bill_change(change, Actor("system", None, change.workspace.name))
