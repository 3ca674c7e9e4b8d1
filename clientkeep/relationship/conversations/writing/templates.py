"""The firm's own letter templates beside those that came with the product, each in one or more languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.http import Http404

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import merging
from .defaults import DEFAULTS
from .events import TemplateChanged, TemplateRemoved
from .merging import Occasion
from .rules import version_for

MOST, MOST_LANGUAGES = 200, 20


class MailTemplate(models.Model):
    """A template that the firm wrote, or its own version of one that came with the product (`slug`)."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    slug = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=100)
    words = models.JSONField(default=dict, help_text='{"": {"subject": …, "text": …}, "de": …}; "" is the default')
    removed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "slug"], condition=~models.Q(slug=""), name="mail_template_of_slug"
            )
        ]
        indexes = [models.Index(fields=["workspace", "removed_at"], name="mail_template_of_firm")]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Template:
    """A template as it holds now. `key` names it in addresses; `versions` are by language, "" the default."""

    key: str
    name: str
    versions: Mapping[str, Words] = field(default_factory=dict)
    is_own: bool = False

    def __str__(self) -> str:
        return self.name

    @property
    def default(self) -> Words:
        return self.versions[""]

    @property
    def languages(self) -> str:
        """The languages beside the default, between commas."""
        return ", ".join(sorted(language for language in self.versions if language))


def templates_of(workspace: Workspace) -> list[Template]:
    """All templates of a firm by name: ours that it did not change or remove, and its own."""
    rows = list(MailTemplate.objects.filter(workspace=workspace))
    changed = {row.slug for row in rows if row.slug}
    ours = [_of_default(slug) for slug in DEFAULTS if slug not in changed]
    return sorted([*ours, *(_of_row(row) for row in rows if not row.removed_at)], key=lambda each: each.name.casefold())


def find_template(workspace: Workspace, key: str) -> Template:
    """One template by its key; Http404."""
    found = next((each for each in templates_of(workspace) if each.key == key), None)
    if found is None:
        raise Http404
    return found


def render_words(template: Template, client: Client, contact: Contact | None) -> Words:
    """The version in the contact's language, else the client's, else the default; merge fields not yet filled."""
    return version_for(template.versions, [contact.language if contact else "", client.language])


def render(template: Template, client: Client, contact: Contact | None, sender: Member) -> Words:
    """The words of a template for one recipient, merge fields filled; {link} stays until the letter leaves."""
    words = render_words(template, client, contact)
    return merging.fill(words, Occasion(client, contact, sender), with_link=contact is not None)


@transaction.atomic
def keep_template(workspace: Workspace, by: Actor, key: str, name: str, versions: Mapping[str, Words]) -> Template:
    """Write a template, or change the one with this key; an empty key makes a new one.

    Raises Invalid with `name`, `language`, `subject` or `text`; names in braces that are not on the list are pointed out.
    """
    name = " ".join(name.split())
    if not name or len(name) > 100:
        raise Invalid("Give it a name of at most 100 signs.", "name")
    check_versions(versions)
    words = {language: {"subject": each.subject.strip(), "text": each.text.strip()} for language, each in versions.items()}
    row = _row_of(workspace, key)
    row.name, row.words, row.changed_at = name, words, clock.now()
    row.save()
    record(TemplateChanged, workspace_id=workspace.pk, by=by, template=name)
    return _of_row(row)


@transaction.atomic
def remove_template(workspace: Workspace, by: Actor, key: str) -> None:
    """Take a template off the list; letters that were written with it stay what they are."""
    found = find_template(workspace, key)
    row = _row_of(workspace, key)
    row.name = found.name
    row.removed_at = row.changed_at = clock.now()
    row.save()
    record(TemplateRemoved, workspace_id=workspace.pk, by=by, template=found.name)


def _row_of(workspace: Workspace, key: str) -> MailTemplate:
    if not key:
        if MailTemplate.objects.filter(workspace=workspace, removed_at=None).count() >= MOST:
            raise Conflict(f"A firm has at most {MOST} templates. Remove one first.", "name")
        return MailTemplate(workspace=workspace)
    find_template(workspace, key)
    if key in DEFAULTS:
        return MailTemplate.objects.filter(workspace=workspace, slug=key).first() or MailTemplate(workspace=workspace, slug=key)
    return MailTemplate.objects.select_for_update().get(workspace=workspace, pk=key)


def check_versions(versions: Mapping[str, Words]) -> None:
    if "" not in versions:
        raise Invalid("Write the words that hold where no other language fits.", "text")
    if len(versions) > MOST_LANGUAGES:
        raise Invalid(f"A template takes {MOST_LANGUAGES} languages at most.", "language")
    for language, words in versions.items():
        if language and not _is_tag(language):
            raise Invalid("Name a language such as de or pt-BR.", "language")
        merging.check(words.subject, words.text)


def _is_tag(language: str) -> bool:
    parts = language.split("-")
    whole = len(language) <= 10 and language.isascii() and all(part.isalnum() and len(part) <= 8 for part in parts)
    return whole and parts[0].isalpha() and len(parts[0]) in (2, 3)


def _of_default(slug: str) -> Template:
    name, subject, text = DEFAULTS[slug]
    return Template(slug, name, {"": Words(subject, text.strip())})


def _of_row(row: MailTemplate) -> Template:
    versions: dict[str, Any] = {language: Words(each["subject"], each["text"]) for language, each in row.words.items()}
    return Template(row.slug or str(row.pk), row.name, versions, is_own=True)
