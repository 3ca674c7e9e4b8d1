"""Acts on one document: issue, void, accept, decline, its credit, its repetition, its portal link."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse

from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.billing.payments.credit import credit_for, use_credit
from clientkeep.lifecycle.billing.payments.fetching import visible_invoice
from clientkeep.lifecycle.billing.schedules.model import Schedule
from clientkeep.relationship.documents.fetching import visible
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.members.address import absolute

from ...answers import answer, day
from ...fields import Told, money
from ..contacts import LinkOut
from .shapes import AcceptGiven, CreditGiven, DeclineGiven, DocumentOut, ReasonGiven, VersionGiven
from .views import check_version, issue, room, told


class RepetitionOut(Told):
    """How an issued invoice comes again."""

    every: int
    unit: str
    starts: str
    ends: str | None
    count: int | None
    state: str
    next_on: str | None


@room.writes("/{uuid:document_id}/issue", "documents.issue", DocumentOut)
def issue_document(request: HttpRequest, document_id: uuid.UUID, given: VersionGiven) -> HttpResponse:
    """Issue a draft: it gets its number and never changes again. Nothing is sent to anybody."""
    document = visible(request.acting, document_id)
    check_version(document, given.version)
    issue(request, document)
    return told(request, document)


@room.writes("/{uuid:document_id}/void", "documents.void", DocumentOut)
def void_document(request: HttpRequest, document_id: uuid.UUID, given: ReasonGiven) -> HttpResponse:
    """Take an issued document back, with a reason for the books. It keeps its number."""
    document = visible(request.acting, document_id)
    document.void(request.acting.actor, given.reason)
    return told(request, document)


@room.writes("/{uuid:document_id}/accept", "documents.issue", DocumentOut)
def accept_document(request: HttpRequest, document_id: uuid.UUID, given: AcceptGiven) -> HttpResponse:
    """Note that the client agreed to a quote, an estimate or a proposal, and what was chosen of it."""
    document = visible(request.acting, document_id)
    document.accept(request.acting.actor, given.name, {"package": given.package, "options": given.options})
    return told(request, document)


@room.writes("/{uuid:document_id}/decline", "documents.issue", DocumentOut)
def decline_document(request: HttpRequest, document_id: uuid.UUID, given: DeclineGiven) -> HttpResponse:
    """Note that the client said no."""
    document = visible(request.acting, document_id)
    document.decline(request.acting.actor, given.reason)
    return told(request, document)


@room.writes("/{uuid:document_id}/credit", "payments.book", DocumentOut)
def use_client_credit(request: HttpRequest, document_id: uuid.UUID, given: CreditGiven) -> HttpResponse:
    """Put the client's credit on an issued invoice, the oldest first."""
    invoice = visible_invoice(request.acting, document_id)
    amount = min(credit_for(invoice), invoice.balance)
    if given.amount is not None:
        amount = money(given.amount, invoice.currency)
    use_credit(invoice, amount, request.acting.actor)
    return told(request, visible(request.acting, document_id))


@room.writes("/{uuid:document_id}/portal-link", "documents.issue", LinkOut, 201)
def create_document_link(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Make a link by which the client opens an issued document. It is shown once, and is as good as a key."""
    document = visible(request.acting, document_id)
    if document.state in ("draft", "void"):
        raise Conflict(f"{document} cannot be shown to the client.", "state")
    people = document.client.contacts.for_billing()
    link = new_link(document.client, people[0] if people else None, document)
    return answer({"url": absolute(request.acting.workspace, link)}, 201)


@room.reads("/{uuid:document_id}/repetition", "documents.see", RepetitionOut)
def get_repetition(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """How an issued invoice comes again; 404 for one that comes once."""
    return answer(_tell(_schedule(request, document_id)))


@room.writes("/{uuid:document_id}/repetition/pause", "documents.issue", RepetitionOut)
def pause_repetition(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Draft nothing for now."""
    return _changed(request, document_id, Schedule.pause)


@room.writes("/{uuid:document_id}/repetition/resume", "documents.issue", RepetitionOut)
def resume_repetition(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Go on. What fell due during the pause is left out."""
    return _changed(request, document_id, Schedule.resume)


@room.writes("/{uuid:document_id}/repetition/stop", "documents.issue", RepetitionOut)
def stop_repetition(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """End it for good. What is drafted stays."""
    return _changed(request, document_id, Schedule.stop)


def _changed(request: HttpRequest, document_id: uuid.UUID, verb) -> HttpResponse:
    schedule = _schedule(request, document_id)
    verb(schedule, request.acting.actor)
    schedule.refresh_from_db()
    return answer(_tell(schedule))


def _schedule(request: HttpRequest, document_id: uuid.UUID) -> Schedule:
    document = visible(request.acting, document_id)
    schedule = Schedule.objects.filter(source=document).first()
    if schedule is None:
        raise Http404
    return schedule


def _tell(schedule: Schedule) -> dict:
    return {
        "every": schedule.every, "unit": schedule.unit, "starts": day(schedule.starts), "ends": day(schedule.ends),
        "count": schedule.count, "state": schedule.state, "next_on": day(schedule.next_on),
    }  # fmt: skip
