"""Throwing a draft away, and bringing it back: what it said is kept in the person's session for a while."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.members.acting import Acting

from .copying import plain_values_of
from .models import Deduction, Document

KEPT = "documents.dropped"
MOST_KEPT = 25


def drop(request: HttpRequest, draft: Document) -> None:
    """Throw a draft away and remember it for an undo. Raises Conflict where it is issued."""
    said = {
        "values": plain_values_of(draft),
        "content": draft.content,
        "client": str(draft.client_id),
        "kind": draft.kind,
        "role": draft.role,
        "source": str(draft.source_id or ""),
        "deductions": [
            [str(row.deposit_id), row.amount_minor, row.tax_minor] for row in draft.deductions.all()
        ],
    }
    draft.discard(request.acting.actor)
    kept = request.session.get(KEPT, {})
    kept[str(draft.pk)] = said
    request.session[KEPT] = dict(list(kept.items())[-MOST_KEPT:])


def bring_back(request: HttpRequest, dropped_id: str) -> Document:
    """Write a dropped draft again. Raises Conflict where this person did not just drop it."""
    said = request.session.get(KEPT, {}).get(dropped_id)
    if said is None:
        raise Conflict("This draft can no longer be brought back.", "draft")
    return _written_again(request.acting, dropped_id, said)


@transaction.atomic
def _written_again(acting: Acting, dropped_id: str, said: dict[str, Any]) -> Document:
    client = Client.objects.visible_to(acting).select_related("workspace").filter(pk=said["client"]).first()
    if client is None:
        raise Conflict("This draft can no longer be brought back.", "draft")
    values = dict(said["values"])
    source = Document.objects.visible_to(acting).filter(pk=said["source"]).first() if said["source"] else None
    draft = Document.draft(
        client, said["kind"], acting.actor, values.pop("lines"), form_token=f"back:{dropped_id}", source=source,
        role=said["role"], **values,
    )  # fmt: skip
    if said.get("content") is not None:
        draft.keep_content(said["content"])
    if said["deductions"] and not draft.deductions.exists():
        _take_off_again(draft, said["deductions"])
    StoredFile.objects.filter(workspace=acting.workspace, about_id=dropped_id).update(about_id=draft.pk)
    return draft


def _take_off_again(draft: Document, rows: list[list[Any]]) -> None:
    free = [row for row in rows if not Deduction.objects.filter(deposit_id=row[0], released_at=None).exists()]
    Deduction.objects.bulk_create(
        Deduction(document=draft, deposit_id=deposit, amount_minor=amount, tax_minor=tax) for deposit, amount, tax in free
    )
    Document.objects.filter(pk=draft.pk).update(deducted_minor=sum(row[1] for row in free))
