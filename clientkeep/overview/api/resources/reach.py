"""Reaching things for the one who asks: the same answer for what is foreign and for what never was."""

import uuid
from typing import Any

from django.http import Http404

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.playbooks.works import Work, works_of
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.models import LogEntry, Message
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member


def client_at(acting: Acting, client_id: uuid.UUID) -> Client:
    """The client that an address names; Http404."""
    return _or_404(clients(acting).filter(pk=client_id).first(), acting)


def client_named(acting: Acting, client_id: uuid.UUID, field: str = "client_id") -> Client:
    """The client that a field names; Invalid."""
    return _or_invalid(clients(acting).filter(pk=client_id).first(), field, "client", acting)


def contact_at(acting: Acting, contact_id: uuid.UUID, removed: bool = False) -> Contact:
    """The contact that an address names, with its client; Http404."""
    found = Contact.objects.filter(pk=contact_id, client__in=clients(acting), removed_at__isnull=not removed)
    contact = found.select_related("client__workspace").first()
    if contact is None:
        raise Http404
    return contact


def work_named(client: Client, project_id: uuid.UUID | None, field: str = "project_id") -> Work | None:
    """The project of this client, which goes on, that a field names; Invalid."""
    if project_id is None:
        return None
    found = next((work for work in works_of(client) if work.pk == project_id), None)
    if found is None:
        raise Invalid("There is no such project that goes on for this client.", field)
    return found


def contact_named(client: Client, contact_id: uuid.UUID | None, field: str = "contact_id") -> Contact | None:
    """The contact of this client that a field names; Invalid."""
    if contact_id is None:
        return None
    contact = client.contacts.current().filter(pk=contact_id).first()
    if contact is None:
        raise Invalid("There is no such contact of this client.", field)
    return contact


def document_named(acting: Acting, document_id: uuid.UUID, field: str) -> Document:
    """The document that a field names; Invalid."""
    found = Document.objects.visible_to(acting).select_related("client").filter(pk=document_id).first()
    if found is None:
        raise Invalid("There is no such document.", field)
    found.workspace = found.client.workspace = acting.workspace
    return found


def member_named(acting: Acting, member_id: uuid.UUID | None, field: str) -> Member | None:
    """The member that a field names; None for nobody; Invalid."""
    if member_id is None:
        return None
    found = Member.objects.filter(workspace=acting.workspace, disabled_at=None, pk=member_id).first()
    if found is None:
        raise Invalid("There is no such member.", field)
    return found


def clients(acting: Acting) -> Any:
    return Client.objects.visible_to(acting)


def _or_404(client: Client | None, acting: Acting) -> Client:
    if client is None:
        raise Http404
    client.workspace = acting.workspace
    return client


def _or_invalid(client: Client | None, field: str, noun: str, acting: Acting) -> Client:
    if client is None:
        raise Invalid(f"There is no such {noun}.", field)
    client.workspace = acting.workspace
    return client


def evidence_named(client: Client, entry_id: uuid.UUID | None, message_id: uuid.UUID | None) -> Any:
    """The log entry or the message of this client in which something was said; None for neither; Invalid."""
    if entry_id and message_id:
        raise Invalid("Name a log entry or a message, not both.", "message_id")
    rows, named, field = (Message, message_id, "message_id") if message_id else (LogEntry, entry_id, "entry_id")
    if named is None:
        return None
    found = rows.objects.filter(client=client, pk=named).first()
    if found is None:
        raise Invalid(f"There is no such {'message' if message_id else 'log entry'} of this client.", field)
    return found
