"""Hand-overs: clients that changed owner, and whether the new owner has read what there is to know."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.relationship.rhythm.handovers.model import LONGEST
from clientkeep.relationship.rhythm.models import HandOver
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor

room = Room()


class HandOverNoteGiven(Given):
    """What the new owner should know. The client never sees it."""

    note: Text(LONGEST)


class HandOversAsked(Page):
    """Filters: of one client; those that still wait; those of the token's member."""

    client_id: uuid.UUID | None = None
    open: bool = Field(False, description="Only those that their new owner has not acknowledged")
    mine: bool = Field(False, description="Only those handed to the token's member")


class HandOverOut(Told):
    """A change of owner."""

    id: uuid.UUID
    client_id: uuid.UUID
    before_id: uuid.UUID | None
    owner_id: uuid.UUID
    handed_by: str
    note: str
    note_by: str
    is_open: bool
    acknowledged_at: str | None
    created_at: str


class HandOversOut(Told):
    items: list[HandOverOut]
    next: str | None


@room.reads("", "clients.see", HandOversOut)
def list_hand_overs(request: HttpRequest, asked: Query[HandOversAsked]) -> HttpResponse:
    """List hand-overs, newest first."""
    rows = HandOver.objects.visible_to(request.acting)
    if asked.open:
        rows = rows.open()
    if asked.mine:
        rows = rows.filter(owner=request.acting.member)
    if asked.client_id:
        rows = rows.filter(client=asked.client_id)
    if after := read_cursor(asked.cursor, uuid.UUID):
        rows = rows.filter(pk__lt=after[0])
    found = list(rows.select_related("client").order_by("-pk")[: asked.limit + 1])
    return page_answer(found, asked.limit, lambda row: [str(row.pk)], tell_hand_over)


@room.reads("/{uuid:handover_id}", "clients.see", HandOverOut)
def get_hand_over(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    """One hand-over."""
    return answer(tell_hand_over(_at(request.acting, handover_id)))


@room.writes("/{uuid:handover_id}/note", "clients.edit", HandOverOut, method="PUT")
def note_hand_over(request: HttpRequest, handover_id: uuid.UUID, given: HandOverNoteGiven) -> HttpResponse:
    """Leave the new owner a note, or change it."""
    handed = _at(request.acting, handover_id)
    handed.leave_note(given.note, request.acting.actor)
    return answer(tell_hand_over(handed))


@room.writes("/{uuid:handover_id}/acknowledgement", "clients.edit", HandOverOut)
def acknowledge_hand_over(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    """Say that the new owner has read it. Only the new owner can."""
    handed = _at(request.acting, handover_id)
    handed.acknowledge(request.acting.actor)
    return answer(tell_hand_over(handed))


def tell_hand_over(handed: HandOver) -> dict[str, Any]:
    return {
        "id": str(handed.pk), "client_id": str(handed.client_id), "before_id": str(handed.before_id) if handed.before_id else None,
        "owner_id": str(handed.owner_id), "handed_by": handed.handed_by, "note": handed.note, "note_by": handed.note_by,
        "is_open": handed.is_open, "acknowledged_at": moment(handed.acknowledged_at), "created_at": moment(handed.created_at),
    }  # fmt: skip


def _at(acting: Acting, handover_id: uuid.UUID) -> HandOver:
    rows = HandOver.objects.visible_to(acting).select_related("client__workspace", "owner__user")
    if (handed := rows.filter(pk=handover_id).first()) is None:
        raise Http404
    return handed
