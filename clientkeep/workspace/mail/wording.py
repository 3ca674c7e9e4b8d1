"""The words of a letter: the firm's own where it wrote some, else ours, filled by plain substitution."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, placeholders
from .models import LetterTemplate
from .wordings import WORDINGS, Wording


@dataclass(frozen=True)
class Words:
    """A subject and a text with placeholders, or filled."""

    subject: str
    text: str


def words_of(workspace: Workspace, slug: str) -> Words:
    """Return the wording that holds for the firm, placeholders unfilled. KeyError for an unknown slug."""
    default = WORDINGS[slug]
    own = LetterTemplate.objects.filter(workspace=workspace, slug=slug).first()
    return Words(own.subject, own.body) if own else Words(default.subject, default.body)


def filled(workspace: Workspace, slug: str, values: Mapping[str, str]) -> Words:
    """Return the firm's words with the values put in. `{link}` and `{code}` stay until the letter leaves."""
    return fill_words(words_of(workspace, slug), slug, values)


def fill_words(words: Words, slug: str, values: Mapping[str, str]) -> Words:
    """Fill words that a person may have edited; only the placeholders that the slug allows are filled."""
    allowed = {
        name: str(values.get(name, "")) for name in WORDINGS[slug].placeholders if name not in placeholders.WHEN_LEAVING
    }
    subject = " ".join(placeholders.fill(words.subject, allowed, late=False).split())
    return Words(subject, placeholders.fill(words.text, allowed))


def button_of(slug: str) -> str:
    """What stands on the button of this letter."""
    return WORDINGS[slug].button


@transaction.atomic
def change(workspace: Workspace, slug: str, subject: str, body: str, by: Actor) -> None:
    """Keep the firm's own words. Raises Invalid with `subject` or `body` for a placeholder that is not on the list."""
    wording = WORDINGS[slug]
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip()
    check(wording, subject, body)
    LetterTemplate.objects.update_or_create(
        workspace=workspace, slug=slug, defaults={"subject": subject, "body": body, "changed_at": clock.now()}
    )
    record(events.WordingChanged, workspace_id=workspace.pk, by=by, letter=wording.label)


@transaction.atomic
def reset(workspace: Workspace, slug: str, by: Actor) -> None:
    """Go back to the default words."""
    gone, _ = LetterTemplate.objects.filter(workspace=workspace, slug=slug).delete()
    if gone:
        record(events.WordingChanged, workspace_id=workspace.pk, by=by, letter=WORDINGS[slug].label)


def check(wording: Wording, subject: str, body: str) -> None:
    """Raise Invalid for empty words, unknown placeholders, and a missing one without which the letter is useless."""
    if not subject or len(subject) > 300 or "\n" in subject:
        raise Invalid("Write a subject in one line of at most 300 signs.", "subject")
    if not body or len(body) > 20_000:
        raise Invalid("Write a text of at most 20,000 signs.", "body")
    for field, text in (("subject", subject), ("body", body)):
        _check_names(wording, field, text)
    for name in wording.required:
        if name not in placeholders.names_in(body):
            raise Invalid(f"Keep {{{name}}} in the text: without it the letter cannot be used.", "body")


def _check_names(wording: Wording, field: str, text: str) -> None:
    known = [name for name in wording.placeholders if field == "body" or name not in placeholders.WHEN_LEAVING]
    unknown = [name for name in placeholders.names_in(text) if name not in known]
    if unknown:
        listed = ", ".join(f"{{{name}}}" for name in known)
        raise Invalid(f"{{{unknown[0]}}} is not known here. Use one of {listed}.", field)
