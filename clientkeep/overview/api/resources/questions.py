"""Questions that are saved for the next talk with a client."""

import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.relationship.conversations.models import Question
from clientkeep.relationship.conversations.questions.model import LONGEST
from clientkeep.relationship.conversations.reach import thing_at

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, evidence_named

room = Room()


class NewQuestion(Given):
    """A question; internal, like a note."""

    client_id: uuid.UUID
    text: Text(LONGEST, least=1)
    entry_id: uuid.UUID | None = Field(None, description="The log entry in which it came up")


class QuestionAnswer(Given):
    """What they said. It is kept as a note, which is internal."""

    answer: Text(5000) = ""


class QuestionsAsked(Page):
    """Filters of the list of questions."""

    client_id: uuid.UUID | None = None
    state: Literal["", "open", "settled"] = ""


class QuestionOut(Told):
    """A question. `carried` counts how often it waited for the next talk again."""

    id: uuid.UUID
    client_id: uuid.UUID
    entry_id: uuid.UUID | None
    text: str
    carried: int
    written_by: str
    created_at: str
    settled_at: str | None


class QuestionsOut(Told):
    items: list[QuestionOut]
    next: str | None


@room.reads("", "clients.see", QuestionsOut)
def list_questions(request: HttpRequest, asked: Query[QuestionsAsked]) -> HttpResponse:
    """List questions, newest first."""
    found = Question.objects.visible_to(request.acting)
    found = found.filter(client_id=asked.client_id) if asked.client_id else found
    found = found.filter(settled_at__isnull=asked.state == "open") if asked.state else found
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_question)


@room.writes("", "clients.edit", QuestionOut, 201)
def save_question(request: HttpRequest, given: NewQuestion) -> HttpResponse:
    """Save a question for the next talk."""
    client = client_named(request.acting, given.client_id)
    entry = evidence_named(client, given.entry_id, None)
    return answer(tell_question(Question.save_for(client, given.text, request.acting.actor, entry)), 201)


@room.writes("/{uuid:question_id}/asking", "clients.edit", QuestionOut)
def tick_off_question(request: HttpRequest, question_id: uuid.UUID, given: QuestionAnswer) -> HttpResponse:
    """Tick a question off, with the answer."""
    found = thing_at(request, Question.objects, question_id)
    found.tick_off(request.acting.actor, given.answer)
    return answer(tell_question(found))


@room.writes("/{uuid:question_id}/next-time", "clients.edit", QuestionOut)
def carry_question_over(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """It was not asked this time: it waits for the next talk."""
    found = thing_at(request, Question.objects, question_id)
    found.carry_over()
    found.refresh_from_db(fields=["carried"])
    return answer(tell_question(found))


@room.writes("/{uuid:question_id}/dropping", "clients.edit", QuestionOut)
def drop_question(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """It need not be asked."""
    found = thing_at(request, Question.objects, question_id)
    found.settle(request.acting.actor)
    return answer(tell_question(found))


def tell_question(question: Question) -> dict[str, Any]:
    return {
        "id": str(question.pk), "client_id": str(question.client_id),
        "entry_id": str(question.entry_id) if question.entry_id else None, "text": question.text,
        "carried": question.carried, "written_by": question.written_by, "created_at": moment(question.created_at),
        "settled_at": moment(question.settled_at),
    }  # fmt: skip
