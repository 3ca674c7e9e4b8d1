"""Reviews: going through all clients, a card each, whoever needs a word first; each person's own."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from clientkeep.lifecycle.retention.models import Review, ReviewCard
from clientkeep.lifecycle.retention.reviews.model import LONGEST
from clientkeep.lifecycle.retention.reviews.ordering import suggested
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, moment
from ..door import Room
from ..fields import Day, Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named

room = Room()


class ReviewCardOut(Told):
    """What was decided on one client."""

    client_id: uuid.UUID
    skipped: bool
    note: str
    step: str
    step_on: str | None
    at: str


class ReviewOut(Told):
    """A review. `left` clients have no card yet; `next_client_id` is whoever comes next, with the act that would help most."""

    id: uuid.UUID
    began_at: str
    finished_at: str | None
    clients: int
    left: int
    next_client_id: uuid.UUID | None
    suggestion: str


class ReviewWhole(ReviewOut):
    cards: list[ReviewCardOut]


class ReviewsOut(Told):
    items: list[ReviewOut]
    next: str | None


class NewReviewCard(Given):
    """What is decided: a note for next time, the next step with its day; or `skip` alone."""

    client_id: uuid.UUID
    skip: bool = False
    note: Text(LONGEST) = ""
    step: Text(200) = ""
    step_on: Day | None = None


@room.reads("", "clients.see", ReviewsOut)
def list_reviews(request: HttpRequest, asked: Query[Page]) -> HttpResponse:
    """One's own reviews, newest first."""
    after = read_cursor(asked.cursor, uuid.UUID)
    found = Review.objects.visible_to(request.acting).order_by("-pk")
    if after:
        found = found.filter(pk__lt=after[0])
    rows = list(found[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], lambda row: _tell(request.acting, row))


@room.writes("", "clients.edit", ReviewOut, 201)
def begin_review(request: HttpRequest) -> HttpResponse:
    """Begin a review over every client that this token sees, or go on with the one that is running."""
    return answer(_tell(request.acting, Review.begin(request.acting)), 201)


@room.reads("/{uuid:review_id}", "clients.see", ReviewWhole)
def get_review(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """A review with its cards."""
    review = _review(request.acting, review_id)
    cards = review.cards.filter(client__in=Client.objects.visible_to(request.acting)).order_by("at")
    return answer({**_tell(request.acting, review), "cards": [_tell_card(card) for card in cards]})


@room.writes("/{uuid:review_id}/cards", "clients.edit", ReviewCardOut, 201)
def keep_review_card(request: HttpRequest, review_id: uuid.UUID, given: NewReviewCard) -> HttpResponse:
    """Keep what was decided on a client, or pass over it."""
    review, actor = _review(request.acting, review_id), request.acting.actor
    client = client_named(request.acting, given.client_id)
    if given.skip:
        return answer(_tell_card(review.skip(client, actor)), 201)
    return answer(_tell_card(review.keep(client, actor, note=given.note, step=given.step, step_on=given.step_on)), 201)


@room.writes("/{uuid:review_id}/finish", "clients.edit", ReviewOut)
def finish_review(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """End a review, with however many clients left."""
    review = _review(request.acting, review_id)
    review.finish(request.acting.actor)
    return answer(_tell(request.acting, review))


def _review(acting: Acting, review_id: uuid.UUID) -> Review:
    review = Review.objects.visible_to(acting).filter(pk=review_id).first()
    if review is None:
        raise Http404
    return review


def _tell(acting: Acting, review: Review) -> dict[str, Any]:
    done = review.done
    upcoming = None if review.finished_at else review.next_after(done)
    client = upcoming and Client.objects.visible_to(acting).filter(pk=upcoming).first()
    return {
        "id": str(review.pk), "began_at": moment(review.began_at), "finished_at": review.finished_at and moment(review.finished_at),
        "clients": len(review.order), "left": len(set(review.order) - done), "next_client_id": str(client.pk) if client else None,
        "suggestion": suggested(acting, client) if client else "",
    }  # fmt: skip


def _tell_card(card: ReviewCard) -> dict[str, Any]:
    return {
        "client_id": str(card.client_id), "skipped": card.skipped, "note": card.note, "step": card.step,
        "step_on": card.step_on and card.step_on.isoformat(), "at": moment(card.at),
    }  # fmt: skip
