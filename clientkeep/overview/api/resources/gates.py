"""Gates: whether the work of an accepted quote may start, and what the firm wants to hold first."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from clientkeep.lifecycle.agreements.gates.facts import all_facts
from clientkeep.lifecycle.agreements.gates.model import LONGEST
from clientkeep.lifecycle.agreements.gates.needs import (
    keep_deposit_at_once,
    keep_needs,
    needs_of,
    sends_deposit_at_once,
)
from clientkeep.lifecycle.agreements.gates.telling import facts_of
from clientkeep.lifecycle.agreements.models import Gate

from ..answers import answer, moment
from ..door import Room
from ..fields import Flag, Given, Text, Told
from ..paging import Page, page_answer, read_cursor

room, of_documents = Room(), Room()


class GatesAsked(Page):
    """Filter: of one client."""

    client_id: uuid.UUID | None = None


class GateFactOut(Told):
    """A fact that is needed: whether it holds, since when, and what proves it."""

    fact: str
    label: str
    holds: bool
    held_at: str | None
    evidence: str


class GateOut(Told):
    """A gate. Work may start where `is_open`; `missing` names what does not hold, whether overridden or not."""

    document_id: uuid.UUID
    client_id: uuid.UUID
    is_open: bool
    missing: list[str]
    facts: list[GateFactOut]
    overridden_at: str | None
    override_because: str


class GatesOut(Told):
    items: list[GateOut]
    next: str | None


class OverrideGiven(Given):
    """Why work starts before what it waits for."""

    because: Text(LONGEST, least=1)


class NeedsGiven(Given):
    """The facts that new gates wait for, by slug. `deposit_at_once`: whether new proposals have their deposit invoice sent."""

    needs: list[str]
    deposit_at_once: Flag | None = None


class NeedOut(Told):
    """A fact that a gate can wait for."""

    fact: str
    label: str
    is_needed: bool


class NeedsOut(Told):
    facts: list[NeedOut]
    deposit_at_once: bool


@room.reads("", "documents.see", GatesOut)
def list_gates(request: HttpRequest, asked: Query[GatesAsked]) -> HttpResponse:
    """List gates, the newest first."""
    rows = Gate.objects.visible_to(request.acting).whole()
    if asked.client_id:
        rows = rows.filter(client=asked.client_id)
    if after := read_cursor(asked.cursor, uuid.UUID):
        rows = rows.filter(pk__lt=after[0])
    found = list(rows.order_by("-pk")[: asked.limit + 1])
    return page_answer(found, asked.limit, lambda row: [str(row.pk)], tell_gate)


@room.reads("/needs", "settings.see", NeedsOut)
def get_gate_needs(request: HttpRequest) -> HttpResponse:
    """What new gates wait for."""
    return answer(_tell_needs(request))


@room.writes("/needs", "settings.edit", NeedsOut, method="PUT")
def change_gate_needs(request: HttpRequest, given: NeedsGiven) -> HttpResponse:
    """Choose what new gates wait for. Those that stand keep what they wait for."""
    keep_needs(request.acting.workspace, request.acting.actor, given.needs)
    if given.deposit_at_once is not None:
        keep_deposit_at_once(request.acting.workspace, request.acting.actor, given.deposit_at_once)
    return answer(_tell_needs(request))


@of_documents.reads("/{uuid:document_id}/gate", "documents.see", GateOut)
def get_gate(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Whether the work of an accepted quote or estimate may start. 404 before it is accepted."""
    return answer(tell_gate(_gate(request, document_id)))


@of_documents.writes("/{uuid:document_id}/gate/override", "gates.override", GateOut)
def override_gate(request: HttpRequest, document_id: uuid.UUID, given: OverrideGiven) -> HttpResponse:
    """Let work start before what it waits for, with a reason. 409 where it may start anyway."""
    gate = _gate(request, document_id)
    gate.override(request.acting.actor, given.because, request.acting.member)
    return answer(tell_gate(gate))


@of_documents.writes("/{uuid:document_id}/gate/override", "gates.override", GateOut, method="DELETE")
def take_back_override(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Wait for what is missing after all. 409 where nothing was overridden."""
    gate = _gate(request, document_id)
    gate.take_back_override(request.acting.actor)
    return answer(tell_gate(gate))


def tell_gate(gate: Gate) -> dict[str, Any]:
    """A gate as the interface tells it."""
    return {
        "document_id": str(gate.document_id), "client_id": str(gate.client_id), "is_open": gate.is_open, "missing": gate.missing,
        "facts": [
            {"fact": each.slug, "label": each.label, "holds": each.holds, "held_at": moment(each.held_at), "evidence": each.evidence}
            for each in facts_of(gate)
        ],
        "overridden_at": moment(gate.overridden_at), "override_because": gate.override_because,
    }  # fmt: skip


def _tell_needs(request: HttpRequest) -> dict[str, Any]:
    wanted = needs_of(request.acting.workspace)
    return {
        "facts": [{"fact": each.slug, "label": each.label, "is_needed": each.slug in wanted} for each in all_facts()],
        "deposit_at_once": sends_deposit_at_once(request.acting.workspace),
    }


def _gate(request: HttpRequest, document_id: uuid.UUID) -> Gate:
    gate = Gate.objects.visible_to(request.acting).whole().filter(document=document_id).first()
    if gate is None:
        raise Http404
    return gate
