"""Questions to clients and their answers."""

import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.retention.surveys.model import STATES, Survey
from clientkeep.lifecycle.retention.surveys.rules import KINDS
from clientkeep.lifecycle.retention.surveys.sending import send, whom_to_ask
from clientkeep.lifecycle.retention.surveys.views import visible_survey

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named

room = Room()
Kind = Literal[tuple(KINDS)]


class NewSurvey(Given):
    """A question to one contact, by a letter."""

    client_id: uuid.UUID
    contact_id: uuid.UUID | None = Field(None, description="The primary contact, where nothing is given")
    kind: Kind
    question: Text(300) = Field("", description="Our own words for the kind, where nothing is given")


class SurveysAsked(Page):
    """Filters of the list of surveys."""

    client_id: uuid.UUID | None = None
    kind: Literal[("", *KINDS)] = ""
    state: Literal[("", *STATES)] = ""


class SurveyOut(Told):
    """A survey. `score` lies on the kind's scale from `lowest` to `highest`; it is null until it is answered."""

    id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID
    kind: str
    question: str
    state: str
    score: int | None
    lowest: int
    highest: int
    comment: str
    sent_at: str
    sent_by: str
    answered_at: str | None
    answered_by: str


class SurveysOut(Told):
    items: list[SurveyOut]
    next: str | None


@room.reads("", "clients.see", SurveysOut)
def list_surveys(request: HttpRequest, asked: Query[SurveysAsked]) -> HttpResponse:
    """List surveys with their answers, newest first."""
    exact = {"client_id": asked.client_id, "kind": asked.kind, "state": asked.state}
    found = Survey.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_survey)


@room.reads("/{uuid:survey_id}", "clients.see", SurveyOut)
def get_survey(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """One survey."""
    return answer(tell_survey(visible_survey(request.acting, survey_id)))


@room.writes("", "clients.edit", SurveyOut, 201)
def send_survey(request: HttpRequest, given: NewSurvey) -> HttpResponse:
    """Ask a contact. 409 where the contact may not be asked now, in words."""
    client = client_named(request.acting, given.client_id)
    contact = contact_named(client, given.contact_id) or whom_to_ask(client)
    if contact is None:
        raise Invalid("No contact of this client has an e-mail address.", "contact_id")
    return answer(tell_survey(send(contact, given.kind, request.acting.actor, given.question)), 201)


def tell_survey(survey: Survey) -> dict[str, Any]:
    return {
        "id": str(survey.pk), "client_id": str(survey.client_id), "contact_id": str(survey.contact_id), "kind": survey.kind,
        "question": survey.question, "state": survey.state, "score": survey.score, "lowest": survey.kind_row.lowest,
        "highest": survey.kind_row.highest, "comment": survey.comment, "sent_at": moment(survey.sent_at), "sent_by": survey.sent_by,
        "answered_at": moment(survey.answered_at), "answered_by": survey.answered_by,
    }  # fmt: skip
