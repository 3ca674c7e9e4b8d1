"""Case studies: written, agreed to by their client, and published."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.sales.models import CaseStudy
from clientkeep.lifecycle.sales.showcase.rules import LONGEST, PARTS, lines_of
from clientkeep.lifecycle.sales.showcase.views import study_at

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named

room = Room()


class StudyGiven(Given):
    """All that readers see. `outcomes` are lines such as "+40 % | bookings in three months", four at most."""

    title: Text(200, least=1)
    shown_as: Text(200) = ""
    situation: Text(LONGEST) = ""
    work: Text(LONGEST) = ""
    result: Text(LONGEST) = ""
    outcomes: Text(1_000) = ""


class NewStudy(StudyGiven):
    client_id: uuid.UUID | None = None


class StudyAsking(Given):
    """Who is asked, and the letter; {link} in it becomes the link by which they answer."""

    contact_id: uuid.UUID
    subject: Text(300, least=1)
    text: Text(20_000, least=1)


class StudyOut(Told):
    """A case study. `consent`: none, asked, given, refused or withdrawn. `path` is that of its public page."""

    id: uuid.UUID
    client_id: uuid.UUID | None
    title: str
    shown_as: str
    situation: str
    work: str
    result: str
    outcomes: str
    consent: str
    consented_by: str
    consented_at: str | None
    published_at: str | None
    path: str


class StudiesOut(Told):
    items: list[StudyOut]
    next: str | None


@room.reads("", "clients.see", StudiesOut)
def list_case_studies(request: HttpRequest, asked: Query[Page]) -> HttpResponse:
    """List case studies, those written last first."""
    found = CaseStudy.objects.visible_to(request.acting)
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], _tell)


@room.writes("", "clients.edit", StudyOut, 201)
def write_case_study(request: HttpRequest, given: NewStudy) -> HttpResponse:
    """Write one. Nobody sees it yet."""
    acting = request.acting
    client = client_named(acting, given.client_id) if given.client_id else None
    return answer(_tell(CaseStudy.write(acting.workspace, acting.actor, client, **_values(given))), 201)


@room.reads("/{uuid:study_id}", "clients.see", StudyOut)
def get_case_study(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """One case study."""
    return answer(_tell(study_at(request.acting, study_id)))


@room.writes("/{uuid:study_id}", "clients.edit", StudyOut, method="PUT")
def change_case_study(request: HttpRequest, study_id: uuid.UUID, given: StudyGiven) -> HttpResponse:
    """Change all its words. What readers would see differently needs consent anew."""
    found = study_at(request.acting, study_id)
    found.rewrite(request.acting.actor, **_values(given))
    return answer(_tell(found))


@room.writes("/{uuid:study_id}/asking", "clients.edit", StudyOut)
def ask_for_consent(request: HttpRequest, study_id: uuid.UUID, given: StudyAsking) -> HttpResponse:
    """Ask somebody of the client by a letter. 409 where they have answered about these words."""
    found = study_at(request.acting, study_id)
    if found.client is None:
        raise Invalid("It is about no client on record, so nobody has to be asked.", "contact_id")
    found.ask(request.acting.actor, contact_named(found.client, given.contact_id), given.subject, given.text)
    return answer(_tell(found))


@room.writes("/{uuid:study_id}/publication", "clients.edit", StudyOut)
def publish_case_study(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Show it by its link. 409 without consent."""
    found = study_at(request.acting, study_id)
    found.publish(request.acting.actor)
    return answer(_tell(found))


@room.writes("/{uuid:study_id}/publication", "clients.edit", StudyOut, method="DELETE")
def hide_case_study(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Take it off the web."""
    found = study_at(request.acting, study_id)
    found.hide(request.acting.actor)
    return answer(_tell(found))


def _values(given: StudyGiven) -> dict[str, Any]:
    return {name: getattr(given, name) for name in ("title", "shown_as", *PARTS, "outcomes")}


def _tell(found: CaseStudy) -> dict[str, Any]:
    plain = ("title", "shown_as", *PARTS, "consent", "consented_by")
    return {
        "id": str(found.pk), "client_id": found.client_id and str(found.client_id), **{name: getattr(found, name) for name in plain},
        "outcomes": lines_of(found.outcomes), "consented_at": moment(found.consented_at), "published_at": moment(found.published_at),
        "path": f"/case-studies/{found.token}/",
    }  # fmt: skip
