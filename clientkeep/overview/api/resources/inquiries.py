"""Inquiries that strangers sent."""

import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query

from clientkeep.lifecycle.sales.inquiries.model import STATES, Inquiry
from clientkeep.lifecycle.sales.inquiries.views import inquiry_at
from clientkeep.workspace.files.serving import send_file

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .opportunities import OpportunityOut, tell_opportunity

room = Room()


class Accepting(Given):
    title: Text(200, least=1)


class Declining(Given):
    """The letter as it goes to the outbox, and to whom they were referred."""

    subject: Text(300, least=1)
    text: Text(20_000, least=1)
    referred_to: Text(300) = ""


class InquiriesAsked(Page):
    """Filter of the list; those held off are listed where they are asked for."""

    state: Literal[STATES.all] = "new"


class Answered(Told):
    label: str
    answer: str


class InquiryFile(Told):
    """A file that came along; `size` in bytes."""

    id: uuid.UUID
    name: str
    size: int


class InquiryFilesOut(Told):
    """What came along, and a sentence for each file that was not kept."""

    items: list[InquiryFile]
    not_kept: list[str]


class InquiryOut(Told):
    """An inquiry. `campaign` holds the utm_ values of the address by which they came."""

    id: uuid.UUID
    name: str
    email: str
    answers: list[Answered]
    source: str
    campaign: dict[str, str]
    referrer: str
    state: str
    held_why: str
    owner_id: uuid.UUID | None
    opportunity_id: uuid.UUID | None
    referred_to: str
    received_at: str
    decided_at: str | None
    decided_by: str


class InquiriesOut(Told):
    items: list[InquiryOut]
    next: str | None


@room.reads("", "clients.see", InquiriesOut)
def list_inquiries(request: HttpRequest, asked: Query[InquiriesAsked]) -> HttpResponse:
    """List inquiries of one state, those kept last first."""
    found = Inquiry.objects.visible_to(request.acting).filter(state=asked.state)
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_inquiry)


@room.reads("/{uuid:inquiry_id}", "clients.see", InquiryOut)
def get_inquiry(request: HttpRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """One inquiry."""
    return answer(tell_inquiry(inquiry_at(request.acting, inquiry_id)))


@room.reads("/{uuid:inquiry_id}/files", "clients.see", InquiryFilesOut)
def list_inquiry_files(request: HttpRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """List the files that came along with an inquiry."""
    found = inquiry_at(request.acting, inquiry_id)
    rows = [{"id": str(each.pk), "name": each.name, "size": each.size} for each in found.files_for(request.acting)]
    return answer({"items": rows, "not_kept": found.not_kept})


@room.reads("/{uuid:inquiry_id}/files/{uuid:attached_id}", "clients.see", None, extra={"x-answer-type": "application/octet-stream"})
def download_inquiry_file(request: HttpRequest, inquiry_id: uuid.UUID, attached_id: uuid.UUID) -> HttpResponseBase:
    """A file that came along with an inquiry."""
    found = inquiry_at(request.acting, inquiry_id)
    return send_file(request, get_object_or_404(found.files_for(request.acting), pk=attached_id))


@room.writes("/{uuid:inquiry_id}/opportunity", "clients.edit", OpportunityOut)
def accept_inquiry(request: HttpRequest, inquiry_id: uuid.UUID, given: Accepting) -> HttpResponse:
    """Make an opportunity of it; done again, the same one. 409 where it was declined or is held off."""
    found = inquiry_at(request.acting, inquiry_id)
    return answer(tell_opportunity(found.accept(request.acting.actor, given.title)))


@room.writes("/{uuid:inquiry_id}/declining", "clients.edit", InquiryOut)
def decline_inquiry(request: HttpRequest, inquiry_id: uuid.UUID, given: Declining) -> HttpResponse:
    """Decline it by a letter. 409 where it is decided or held off."""
    found = inquiry_at(request.acting, inquiry_id)
    found.decline(request.acting.actor, given.subject, given.text, given.referred_to)
    return answer(tell_inquiry(found))


def tell_inquiry(found: Inquiry) -> dict[str, Any]:
    plain = ("name", "email", "answers", "source", "campaign", "referrer", "state", "held_why", "referred_to", "decided_by")
    ids = {"owner_id": found.owner_id, "opportunity_id": found.opportunity_id}
    return {
        "id": str(found.pk), **{name: getattr(found, name) for name in plain}, **{name: str(value) if value else None for name, value in ids.items()},
        "received_at": moment(found.received_at), "decided_at": moment(found.decided_at),
    }  # fmt: skip
