"""From a sentence to a draft: the client comes on record with it where it is new; a double click makes one draft."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting

from .understood import Understood, understand


def write_draft(acting: Acting, text: str, form_token: str, corrected: Mapping[str, str] | None = None) -> Document:
    """Draft what a sentence says. Raises Invalid where the client is not settled, naming the field."""
    acting.require("documents.draft")
    token = form_token[:64] or None
    with transaction.atomic():
        if token and (known := Document.objects.filter(workspace=acting.workspace, form_token=token).first()):
            return known
        read = understand(acting, text, corrected)
        client = read.client or _new_client(acting, read)
        document = Document.draft(client, read.kind, acting.actor, lines=read.lines, form_token=token, **read.values)
        if read.client:
            _complete(acting, client, read)
    return document


def _new_client(acting: Acting, read: Understood) -> Client:
    name = read.new_name.strip()
    if not name:
        raise Invalid("Say who it is for: choose a client or enter a name.", "new_name")
    acting.require("clients.edit")
    email = checked_email(read.new_email)
    owner = None if acting.member.sees_all_clients else acting.member
    client = Client.add(acting.workspace, acting.actor, name=name[:200], source="compose", owner=owner, **read.address)
    if email:
        Contact.add(client, acting.actor, name=name[:200], email=email)
    return client


def _complete(acting: Acting, client: Client, read: Understood) -> None:
    """Put on record what it lacked and the sentence or its page brought: where letters go, and where the client is."""
    email = checked_email(read.new_email)
    if not acting.may("clients.edit"):
        return
    if email and read.lacks_email:
        Contact.add(client, acting.actor, name=client.name, email=email)
    if read.address and read.lacks_address:
        client.change(acting.actor, **read.address)


def checked_email(text: str) -> str:
    """Return an address in lower case, or nothing. Raises Invalid for what is no address."""
    address = text.strip().lower()
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise Invalid("Enter an e-mail address such as jo@example.com.", "new_email") from None
    return address
