"""What several clients speak of, and what came of it."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.lifecycle.retention.themes.model import DECISIONS, LONGEST, Theme
from clientkeep.lifecycle.retention.themes.views import counted, visible_theme
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Given, Text, Told

room = Room()


class NewTheme(Given):
    """A theme. Comments that hold one of its words are tagged by themselves."""

    name: Text(100, least=1)
    words: Annotated[list[Text(60, least=1)], Field(max_length=50)] = []


class Decision(Given):
    """What was changed, or why it is not."""

    decision: Literal[tuple(key for key, _ in DECISIONS)]
    answer: Text(LONGEST, least=1)


class ThemeOut(Told):
    """A theme with how many answers, of how many clients that one sees, speak of it."""

    id: uuid.UUID
    name: str
    words: list[str]
    answers: int
    clients: int
    last_at: str | None
    decision: str
    answer: str
    decided_on: str | None


class ThemesOut(Told):
    items: list[ThemeOut]


@room.reads("", "clients.see", ThemesOut)
def list_themes(request: HttpRequest) -> HttpResponse:
    """List all themes, the most spoken of first."""
    return answer({"items": [tell_theme(theme) for theme in counted(request.acting)]})


@room.writes("", "clients.edit", ThemeOut, 201)
def add_theme(request: HttpRequest, given: NewTheme) -> HttpResponse:
    """Add a theme. The same name gives the theme that has it."""
    made = Theme.add(request.acting.workspace, given.name, given.words, request.acting.actor)
    return answer(_one(request.acting, made), 201)


@room.writes("/{uuid:theme_id}/decision", "clients.edit", ThemeOut)
def decide_theme(request: HttpRequest, theme_id: uuid.UUID, given: Decision) -> HttpResponse:
    """Keep a decision. Those who said it are told by a letter that a person approves on the theme's page."""
    theme = visible_theme(request.acting, theme_id)
    theme.decide(given.decision, given.answer, request.acting.actor)
    return answer(_one(request.acting, theme))


def tell_theme(theme: Any) -> dict[str, Any]:
    return {
        "id": str(theme.pk), "name": theme.name, "words": theme.words, "answers": theme.said, "clients": theme.clients,
        "last_at": moment(theme.last), "decision": theme.decision, "answer": theme.answer, "decided_on": day(theme.decided_on),
    }  # fmt: skip


def _one(acting: Acting, theme: Theme) -> dict[str, Any]:
    return next(tell_theme(each) for each in counted(acting) if each.pk == theme.pk)
