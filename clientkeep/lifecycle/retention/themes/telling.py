"""Telling those who said it what came of it: a letter drafted, approved by a person, sent once to each."""

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.mail.wordings import word
from clientkeep.workspace.members.acting import Acting, Actor

from ..surveys.model import Survey
from . import events
from .model import Mention, Theme, ToldOfTheme

MOST = 200
_NAMES = ("client", "contact", "about", "words", "firm", "sender")
word(
    "theme_told", "What came of what you said", "Is drafted when you decided about a theme.", "You said it: {about}",
    """
Hello {contact},

you told us something about {about}. This is what came of it:

{words}

Thank you for saying it.

{sender}
{firm}
""",
    _NAMES,
)  # fmt: skip


def recipients(theme: Theme, acting: Acting) -> list[Contact]:
    """Who spoke of a theme and was not told of its present decision: only of clients that this member may see."""
    said = Mention.objects.filter(theme=theme, removed=False, survey__in=Survey.objects.visible_to(acting))
    told = ToldOfTheme.objects.filter(theme=theme, version=theme.version).values("contact")
    people = Contact.objects.current().filter(pk__in=said.values("survey__contact"), client__archived_at=None)
    rows = people.exclude(pk__in=told).exclude(email="").select_related("client__workspace")
    return [row for row in rows.order_by("pk")[:MOST] if not (getattr(row, "no_mailings", False) or getattr(row, "automatic", False))]


def draft(theme: Theme) -> wording.Words:
    """Return the words as the firm has them, with their placeholders: each recipient's name is put in as it is sent."""
    words = wording.words_of(theme.workspace, "theme_told")
    return wording.Words(words.subject.replace("{about}", theme.name), words.text.replace("{words}", theme.answer).replace("{about}", theme.name))


def tell(theme: Theme, acting: Acting, subject: str, text: str, contacts: list[Contact]) -> int:
    """Send the approved letter to each contact once; returns how many it goes to now.

    Raises Conflict before a decision, and Invalid for nobody, or for somebody who did not speak of it.
    """
    if not theme.decision:
        raise Conflict("Say first what was changed, or why it is not.", "decision")
    if not contacts:
        raise Invalid("Choose who is told.", "contacts")
    if not text.strip():
        raise Invalid("Write the letter.", "text")
    with transaction.atomic():
        held = Theme.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=theme.pk)
        open_now = {person.pk: person for person in recipients(held, acting)}
        chosen = [open_now[person.pk] for person in contacts if person.pk in open_now]
        for person in chosen:
            _write(held, person, acting.actor, subject, text)
    return len(chosen)


def _write(theme: Theme, person: Contact, by: Actor, subject: str, text: str) -> None:
    firm = theme.workspace
    values = {
        "client": person.client.name, "contact": first_name(person.name), "about": theme.name, "words": theme.answer,
        "firm": firm.name, "sender": by.name,
    }  # fmt: skip
    words = wording.fill_words(wording.Words(subject, text), "theme_told", values)
    letter = outbox.write(
        firm, f"theme:{theme.pk}:{theme.version}:{person.pk}", "theme", person.email, person.name, words.subject, words.text,
        about=theme, client_id=person.client_id, by_person=True,
    )  # fmt: skip
    ToldOfTheme.objects.create(
        workspace=firm, theme=theme, contact=person, version=theme.version, letter=letter, approved_by=by.name[:200]
    )
    record(
        events.ThemeTold, workspace_id=firm.pk, by=by, client_id=person.client_id, about=theme, client=person.client.name,
        contact=str(person), theme=theme.name,
    )  # fmt: skip
