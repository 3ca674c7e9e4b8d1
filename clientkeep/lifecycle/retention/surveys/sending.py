"""Sending a survey: whether somebody may be asked now, and asking once."""

import uuid
from typing import Any

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.members.acting import Actor

from ..cases.queries import in_a_case
from . import events, letters
from .model import Survey
from .rule import SurveyRule
from .rules import APART, KINDS


def why_not(contact: Contact) -> str:
    """Return why nothing may be asked of a contact now, in words, or an empty text."""
    if contact.removed_at or contact.client.archived_at:
        return f"{contact} is not on record any more."
    if not contact.email:
        return f"{contact} has no e-mail address."
    # A contact may have said that no mailings are wanted, or be a machine's address.
    if getattr(contact, "no_mailings", False) or getattr(contact, "automatic", False):
        return f"{contact} wants no mailings."
    if in_a_case(contact.client):
        return f"{contact.client} has an open case. Nothing is asked until it is resolved."
    mine = Survey.objects.filter(contact=contact)
    if mine.filter(state="asked").exists():
        return f"{contact} has not answered the last question yet."
    if mine.filter(sent_at__gt=clock.now() - APART).exists():
        return f"{contact} was asked something within the last 30 days."
    return ""


def send(
    contact: Contact, kind: str, by: Actor, question: str = "", more: list[dict[str, str]] | None = None,
    rule: SurveyRule | None = None, occurrence: str = "", id: uuid.UUID | None = None,
) -> Survey:
    """Ask a contact, by a letter through the outbox, in one transaction.

    The same `id`, or the same occurrence of a rule, gives the survey sent first. Raises Conflict where the contact
    may not be asked now, in words, and Invalid for an unknown kind.
    """
    chosen = KINDS.get(kind)
    if chosen is None:
        raise Invalid(f"Choose one of {', '.join(KINDS)}.", "kind")
    question = " ".join((question or chosen.question).split())
    if len(question) > 300:
        raise Invalid("Keep the question under 300 characters.", "question")
    with transaction.atomic():
        # Held until the letter is written: two senders at once ask one after the other, and the second is told why not.
        client = Client.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=contact.client_id)
        if known := _known(client, rule, occurrence, id):
            return known
        held = Contact.objects.get(pk=contact.pk)
        held.client = client
        if why := why_not(held):
            raise Conflict(why, "contact")
        survey = Survey.objects.create(
            **({"id": id} if id else {}), workspace_id=client.workspace_id, client=client, contact=held, rule=rule,
            occurrence=occurrence, kind=kind, question=question, more=more or [], sent_by=by.name[:200],
            low_at=rule.low_at if rule else chosen.low_at, high_at=rule.high_at if rule else chosen.high_at,
        )  # fmt: skip
        survey.letter = letters.write(survey)
        survey.save(update_fields=["letter"])
        survey.tell(events.SurveySent, by)
    return survey


def _known(client: Client, rule: SurveyRule | None, occurrence: str, id: Any) -> Survey | None:
    mine = Survey.objects.filter(client=client)
    if id and (known := mine.filter(pk=id).first()):
        return known
    return mine.filter(rule=rule, occurrence=occurrence).first() if rule else None


def whom_to_ask(client: Client) -> Contact | None:
    """Who is asked for a client: the primary contact, else a decision-maker, else anybody with an address."""
    people = [person for person in client.contacts.current() if person.email]
    for role in ("primary", "decision_maker"):
        for person in people:
            if role in person.roles:
                return person
    return people[0] if people else None
