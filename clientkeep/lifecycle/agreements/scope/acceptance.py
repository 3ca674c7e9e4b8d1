"""What an acceptance writes into the ledger, in its own transaction."""

from collections.abc import Sequence

from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.money import share
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.documents.agreeing import at_acceptance
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor

from . import events
from .agreed_lines import lines_of
from .change_item import ChangeItem
from .model import LONGEST, ScopeEntry, agreed_of
from .promised import promised

CHANGE = "change_order"


@at_acceptance
def write_scope(document: Document, by: Actor) -> None:
    """The baseline of what is accepted first; what a change order changes of it. Raises Conflict where it no longer fits."""
    if document.kind == CHANGE:
        _change(document, by)
    elif document.begins_work and not (document.source and document.source.decided_at):
        ScopeEntry.objects.bulk_create(_baseline(document))


def _baseline(document: Document) -> list[ScopeEntry]:
    lines, subtotal, discount = lines_of(document)
    parts = share(subtotal - discount, [line.amount_minor for line in lines])
    shared = sum(line.amount_minor for line in lines) == subtotal and subtotal > 0
    entries = [
        _entry(document, document, "in", place, what=_first_line(line.description), amount_minor=part if shared else line.amount_minor)
        for place, (line, part) in enumerate(zip(lines, parts, strict=True))
    ]
    # After the lines: what stands at a line's place is read by that place.
    said = promised(document.content) if document.content else ()
    return entries + [
        _entry(document, document, each.act, place, what=_first_line(each.what), part=each.part, due_on=each.due_on, revisions=each.revisions)
        for place, each in enumerate(said, len(entries))
    ]


def _change(document: Document, by: Actor) -> None:
    agreement = Document.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=document.source_id)
    if agreement.state != "accepted":
        raise Conflict(f"{agreement} was taken back, so there is nothing to change.", "state")
    items = list(document.change_items.all())
    check_fits(agreement, items)
    ScopeEntry.objects.bulk_create(
        _entry(document, agreement, each.act, each.place, item=each.item, what=each.what, amount_minor=each.amount_minor, due_on=each.due_on, revisions=each.revisions)
        for each in items
    )
    said = Figures(document).money(sum(each.amount_minor for each in items))
    record(
        events.ScopeChanged, workspace_id=document.workspace_id, by=by, client_id=document.client_id, about=agreement,
        client=document.client.name, agreement=str(agreement), change=str(document), by_minor=said,
    )  # fmt: skip


def check_fits(agreement: Document, items: Sequence[ChangeItem]) -> None:
    """Raise Conflict where a change is about something that is not agreed any more."""
    now = agreed_of(agreement)
    for each in items:
        if each.act != "in" and now.item(each.item) is None:
            raise Conflict(f"“{each.what}” is not part of what is agreed any more. Write the change order anew.", "items")


def _entry(document: Document, agreement: Document, act: str, place: int, **values) -> ScopeEntry:
    return ScopeEntry(
        workspace_id=document.workspace_id, client_id=document.client_id, agreement=agreement, document=document, act=act, place=place,
        currency=agreement.currency, agreed_by=document.decided_by, agreed_at=document.decided_at,
        agreed_on=local_date(document.decided_at, agreement.workspace.time_zone), **values,
    )  # fmt: skip


def _first_line(text: str) -> str:
    return " ".join((text.strip() or "Without a name").splitlines()[0].split())[:LONGEST]
