"""Letters and where they are."""

import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from clientkeep.workspace.mail.models import LETTER_STATES, Letter

from ..answers import answer, moment
from ..door import Room
from ..fields import Told
from ..paging import Page, page_answer, read_cursor
from .documents.shapes import LetterRow

room = Room()


class LettersAsked(Page):
    """Filters of the outbox."""

    state: Literal[("", *LETTER_STATES.all)] = ""
    client_id: uuid.UUID | None = None
    document_id: uuid.UUID | None = None


class LettersOut(Told):
    items: list[LetterRow]
    next: str | None


class LetterOut(LetterRow):
    """A letter with its words. Its link is made only as it leaves."""

    text: str


@room.reads("", "outbox.see", LettersOut)
def list_letters(request: HttpRequest, asked: Query[LettersAsked]) -> HttpResponse:
    """List letters, newest first, each with where it is. Nothing is called sent that was not."""
    after = read_cursor(asked.cursor, uuid.UUID)
    found = Letter.objects.visible_to(request.acting).defer("text", "html")
    exact = {"state": asked.state, "client_id": asked.client_id, "about_id": asked.document_id}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if after:
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda letter: [str(letter.pk)], tell_letter)


@room.reads("/{uuid:letter_id}", "outbox.see", LetterOut)
def get_letter(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """One letter with its words."""
    letter = Letter.objects.visible_to(request.acting).filter(pk=letter_id).first()
    if letter is None:
        raise Http404
    return answer(tell_letter(letter) | {"text": letter.text})


def tell_letter(letter: Letter) -> dict[str, Any]:
    return {
        "id": str(letter.pk), "purpose": letter.purpose, "state": letter.state, "to_email": letter.to_email,
        "to_name": letter.to_name, "subject": letter.subject,
        "client_id": str(letter.client_id) if letter.client_id else None,
        "about": {"type": letter.about_type, "id": str(letter.about_id)} if letter.about_id else None,
        "error": letter.error, "created_at": moment(letter.created_at), "sent_at": moment(letter.sent_at),
    }  # fmt: skip
