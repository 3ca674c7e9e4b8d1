"""The first-meeting guide: the questions of the firm, and what was said to them about one opportunity."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.sales.guides.note import texts_of
from clientkeep.lifecycle.sales.guides.rules import GROUPS, LONGEST_ANSWER, LONGEST_PROMPT, MOST_PROMPTS
from clientkeep.lifecycle.sales.guides.settings_views import prompt_at
from clientkeep.lifecycle.sales.guides.writing import write
from clientkeep.lifecycle.sales.models import Opportunity, Prompt
from clientkeep.lifecycle.sales.opportunities.reach import opportunity_at

from ..answers import answer
from ..door import Room
from ..fields import Given, Text, Told

room = Room()
writing = Room()


class PromptGiven(Given):
    """A question of the guide, and the heading under which it stands."""

    words: Text(LONGEST_PROMPT, least=1)
    group: Literal[tuple(GROUPS)]


class PromptOut(Told):
    id: uuid.UUID
    words: str
    group: str


class PromptsOut(Told):
    items: list[PromptOut]


class GuideAnswer(Given):
    """What was said to a question; empty takes the answer before away. `was`: what stood there, where one has seen it."""

    prompt_id: uuid.UUID
    answer: Text(LONGEST_ANSWER)
    was: Text(LONGEST_ANSWER) | None = None


class GuideAnswers(Given):
    answers: Annotated[list[GuideAnswer], Field(max_length=MOST_PROMPTS)]


class GuideLine(Told):
    prompt_id: uuid.UUID
    group: str
    question: str
    answer: str


class GuideOut(Told):
    """The questions in their order, each with its answer; empty where none was noted."""

    items: list[GuideLine]


@room.reads("", "clients.see", PromptsOut)
def list_prompts(request: HttpRequest) -> HttpResponse:
    """List the questions of the guide in their order."""
    return answer({"items": [tell_prompt(each) for each in Prompt.of(request.acting.workspace)]})


@room.writes("", "settings.edit", PromptOut, 201)
def add_prompt(request: HttpRequest, given: PromptGiven) -> HttpResponse:
    """Add a question behind the others."""
    return answer(tell_prompt(Prompt.add(request.acting.workspace, request.acting.actor, **given.values())), 201)


@room.writes("/{uuid:prompt_id}", "settings.edit", PromptOut, method="PUT")
def change_prompt(request: HttpRequest, prompt_id: uuid.UUID, given: PromptGiven) -> HttpResponse:
    """Ask it in other words; what was answered stays with it."""
    found = prompt_at(request.acting, prompt_id)
    found.change(request.acting.actor, **given.values())
    return answer(tell_prompt(found))


@room.writes("/{uuid:prompt_id}/retirement", "settings.edit", PromptsOut)
def retire_prompt(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponse:
    """Ask it no more; what is left is told. 409 for the last one."""
    prompt_at(request.acting, prompt_id).retire(request.acting.actor)
    return list_prompts(request)


@writing.reads("/{uuid:opportunity_id}/guide", "clients.see", GuideOut)
def get_guide(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """What was said at the first meeting about an opportunity."""
    return answer(tell_guide(opportunity_at(request.acting, opportunity_id)))


@writing.writes("/{uuid:opportunity_id}/guide", "clients.edit", GuideOut, method="PATCH")
def write_guide(request: HttpRequest, opportunity_id: uuid.UUID, given: GuideAnswers) -> HttpResponse:
    """Note answers. What is not sent stays. 409 where something else than `was` stands there now; the others are saved."""
    found = opportunity_at(request.acting, opportunity_id)
    prompts = {each.pk: each for each in Prompt.of(request.acting.workspace)}
    if any(each.prompt_id not in prompts for each in given.answers):
        raise Invalid("There is no such question.", "answers")
    said = {prompts[each.prompt_id]: each.answer for each in given.answers}
    now = texts_of(found)
    seen = {prompts[each.prompt_id]: now.get(each.prompt_id, "") if each.was is None else each.was for each in given.answers}
    if theirs := write(found, request.acting.actor, said, seen):
        raise Conflict(f"Somebody wrote meanwhile to “{next(iter(theirs))}”. Read it, and send yours again.", "answers")
    return answer(tell_guide(found))


def tell_prompt(found: Prompt) -> dict[str, Any]:
    return {"id": str(found.pk), "words": found.words, "group": found.group}


def tell_guide(found: Opportunity) -> dict[str, Any]:
    texts = texts_of(found)
    rows = Prompt.of(found.workspace)
    return {"items": [{"prompt_id": str(each.pk), "group": each.group, "question": each.words, "answer": texts.get(each.pk, "")} for each in rows]}
