"""The portal's links in letters, made as each letter leaves."""

from typing import Any

from django.core import signing

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.mail.links import makes_links

from .key import PortalKey

NO_MAILINGS = "clientkeep.no_mailings"


@makes_links("document")
def document_link(letter: Any, arguments: dict) -> str:
    """Open one document; for a contact the whole portal with it."""
    document = Document.objects.get(workspace=letter.workspace_id, pk=arguments["document"])
    contact = Contact.objects.filter(client=document.client_id, pk=arguments.get("contact")).first()
    return path_to(PortalKey.make(document.client, "document", contact, document)[1])


@makes_links("portal")
def portal_link(letter: Any, arguments: dict) -> str:
    """Open the portal of a contact."""
    contact = _contact(letter, arguments)
    return path_to(PortalKey.make(contact.client, "portal", contact)[1])


@makes_links("thread")
def thread_link(letter: Any, arguments: dict) -> str:
    """Open the portal of a contact, at the conversation that the letter belongs to."""
    contact = _contact(letter, arguments)
    return f"{path_to(PortalKey.make(contact.client, 'portal', contact)[1])}?thread={arguments['thread']}"


@makes_links("recap")
def recap_link(letter: Any, arguments: dict) -> str:
    """Open the portal of a contact, at the recap that the letter asks them to confirm."""
    contact = _contact(letter, arguments)
    return f"{path_to(PortalKey.make(contact.client, 'portal', contact)[1])}?recap={arguments['recap']}"


@makes_links("no_mailings")
def unsubscribing_link(letter: Any, arguments: dict) -> str:
    """The address that stops mailings to one contact, and does nothing else."""
    contact = Contact.objects.get(workspace=letter.workspace_id, pk=arguments["contact"])
    return f"/p/mailings/{signing.dumps(str(contact.pk), salt=NO_MAILINGS)}/"


@makes_links("portal_sign_in")
def sign_in_link(letter: Any, arguments: dict) -> str:
    """Open the portal once, by a button on the page behind the link."""
    contact = _contact(letter, arguments)
    return f"/p/in/{PortalKey.make(contact.client, 'sign_in', contact)[1]}/"


def path_to(secret: str) -> str:
    return f"/p/{secret}/"


def new_link(client: Client, contact: Contact | None, document: Document | None = None) -> str:
    """Return the path of a fresh link, for a person to copy."""
    return path_to(PortalKey.make(client, "document" if document else "portal", contact, document)[1])


def _contact(letter: Any, arguments: dict) -> Contact:
    return Contact.objects.select_related("client").get(workspace=letter.workspace_id, pk=arguments["contact"])
