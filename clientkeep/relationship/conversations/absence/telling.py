"""Telling clients of an absence: in advance, each contact once, after a person has approved it."""

from dataclasses import dataclass

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.outbox import write
from clientkeep.workspace.mail.wording import Words, filled
from clientkeep.workspace.members.acting import Acting

from .events import AbsenceTold
from .rules import notice_key, span_words
from .wordings import NOTICE

ACTIVE = ("proposal", "active")
MOST = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter that could go: to whom, and whether it went."""

    client: Client
    contact: Contact
    is_told: bool


def drafts_of(acting: Acting, absence: Absence) -> list[Draft]:
    """Return the person to tell at each active client of whom is away, as far as one sees them, by name."""
    clients = Client.objects.visible_to(acting).current().filter(owner=absence.member, stage__in=ACTIVE)
    people = {}
    for contact in Contact.objects.current().filter(client__in=clients).exclude(email="").select_related("client"):
        best = people.get(contact.client_id)
        if best is None or ("primary" in contact.roles and "primary" not in best.roles):
            people[contact.client_id] = contact
    told = set(Letter.objects.filter(workspace=acting.workspace, about_id=absence.pk, purpose=NOTICE).values_list("key", flat=True))
    found = sorted(people.values(), key=lambda contact: (contact.client.words, str(contact.client_id)))
    return [Draft(contact.client, contact, notice_key(absence.pk, contact.pk) in told) for contact in found[:MOST]]


def words_for(absence: Absence, client: Client, contact: Contact | None, name: str, slug: str = NOTICE) -> Words:
    """Return the letter to one person in the firm's words."""
    first, last = span_words(absence.first, absence.last)
    return filled(absence.workspace, slug, {
        "client": client.name, "contact": first_name(contact.name if contact else name), "firm": absence.workspace.name,
        "away": str(absence.member), "first_day": first, "last_day": last, "note": absence.note,
        "cover": str(absence.cover) if absence.cover else "",
    })  # fmt: skip


def tell(acting: Acting, absence: Absence, contact_ids: set[str]) -> int:
    """Write the approved letters; returns how many are new. Each contact is told once of an absence.

    Raises Invalid where nobody is chosen, Conflict where the absence was cancelled or has passed.
    """
    if absence.cancelled_at or absence.last < acting.workspace.today():
        raise Conflict("This absence was cancelled or has passed. Nobody was written to.")
    chosen = [draft for draft in drafts_of(acting, absence) if str(draft.contact.pk) in contact_ids]
    if not chosen:
        raise Invalid("Choose at least one client to write to.", "contact")
    with transaction.atomic():
        Absence.objects.select_for_update().get(pk=absence.pk)
        new = [draft for draft in chosen if not draft.is_told]
        for draft in new:
            _write(acting, absence, draft)
    return len(new)


def _write(acting: Acting, absence: Absence, draft: Draft) -> None:
    client, contact = draft.client, draft.contact
    words = words_for(absence, client, contact, contact.name)
    write(
        absence.workspace, notice_key(absence.pk, contact.pk), NOTICE, contact.email, contact.name, words.subject, words.text,
        about=absence, client_id=client.pk, reply_to=absence.member.user.email, from_name=str(absence.member)[:200],
    )  # fmt: skip
    first, last = span_words(absence.first, absence.last)
    record(
        AbsenceTold, workspace_id=absence.workspace_id, by=acting.actor, client_id=client.pk, about=absence, client=client.name,
        contact=str(contact), whom=str(absence.member), first=first, last=last,
    )  # fmt: skip
