"""Letter templates, each in one or more languages."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.conversations.writing import merging
from clientkeep.relationship.conversations.writing.templates import (
    MOST_LANGUAGES,
    Template,
    find_template,
    keep_template,
    remove_template,
    templates_of,
)
from clientkeep.workspace.mail.wording import Words

from ..answers import answer
from ..door import Room
from ..fields import Given, Text, Told

room = Room()


class TemplateVersionGiven(Given):
    """The words in one language; an empty language is the default."""

    language: Text(10) = Field("", description="BCP 47, such as de or pt-BR")
    subject: Text(300, least=1)
    text: Text(20_000, least=1)


class TemplateGiven(Given):
    """A template. One version must have no language: it holds where no other fits."""

    name: Text(100, least=1)
    versions: Annotated[list[TemplateVersionGiven], Field(min_length=1, max_length=MOST_LANGUAGES)]


class VersionOut(Told):
    language: str
    subject: str
    text: str


class TemplateOut(Told):
    """A template; `is_own` tells those of the firm from those that came with Clientkeep."""

    key: str
    name: str
    is_own: bool
    versions: list[VersionOut]


class TemplatesOut(Told):
    items: list[TemplateOut]
    names: list[str] = Field(description="The names that a text may hold in braces")


@room.reads("", "clients.see", TemplatesOut)
def list_templates(request: HttpRequest) -> HttpResponse:
    """All templates by name, and the names that they may hold in braces."""
    items = [tell_template(each) for each in templates_of(request.acting.workspace)]
    return answer({"items": items, "names": merging.known_names()})


@room.writes("", "settings.edit", TemplateOut, 201)
def create_template(request: HttpRequest, given: TemplateGiven) -> HttpResponse:
    """Write a template. A name in braces that is not on the list is refused."""
    return answer(tell_template(_keep(request, "", given)), 201)


@room.reads("/{slug:template_key}", "settings.see", TemplateOut)
def get_template(request: HttpRequest, template_key: str) -> HttpResponse:
    """One template."""
    return answer(tell_template(find_template(request.acting.workspace, template_key)))


@room.writes("/{slug:template_key}", "settings.edit", TemplateOut, method="PUT")
def replace_template(request: HttpRequest, template_key: str, given: TemplateGiven) -> HttpResponse:
    """Put other words in place of a template's. Letters that were written with it stay what they are."""
    return answer(tell_template(_keep(request, template_key, given)))


@room.writes("/{slug:template_key}", "settings.edit", None, 204, method="DELETE")
def remove_template_by_key(request: HttpRequest, template_key: str) -> HttpResponse:
    """Take a template off the list."""
    remove_template(request.acting.workspace, request.acting.actor, template_key)
    return answer(None, 204)


def tell_template(template: Template) -> dict[str, Any]:
    versions = [
        {"language": language, "subject": words.subject, "text": words.text} for language, words in template.versions.items()
    ]
    return {"key": template.key, "name": template.name, "is_own": template.is_own, "versions": versions}


def _keep(request: HttpRequest, key: str, given: TemplateGiven) -> Template:
    versions = {each.language: Words(each.subject, each.text) for each in given.versions}
    if len(versions) != len(given.versions):
        raise Invalid("Send each language once.", "versions")
    return keep_template(request.acting.workspace, request.acting.actor, key, given.name, versions)
