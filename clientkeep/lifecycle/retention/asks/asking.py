"""Asking: who may be asked for what now, and the letter that a person approved."""

from typing import Any

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.mail.links import makes_links
from clientkeep.workspace.mail.wordings import word
from clientkeep.workspace.members.acting import Actor

from ..cases.queries import in_a_case
from ..doors.key import AnswerKey
from . import events
from .model import IN_WORDS, KINDS, WINS, Ask

_NAMES = ("client", "contact", "firm", "sender", "link")
word(
    "ask_testimonial", "Request for a testimonial", "Is drafted after a win, for you to approve.", "A word about our work?",
    """
Hello {contact},

it was good to hear that you are content with our work. Would you say so in a few words that others may read?

{link}

You decide there whether we may publish them, and with which name. A no is fine, too: we ask this once.

{sender}
{firm}
""",
    _NAMES, button="Write a few words", required=("link",),
)  # fmt: skip
word(
    "ask_referral", "Request for a referral", "Is drafted after a win, for you to approve.", "Who else could use our help?",
    """
Hello {contact},

it was good to hear that you are content with our work. Do you know somebody whom we could help as well?

{link}

Ask them first, and name them there. A no is fine, too: we ask this once.

{sender}
{firm}
""",
    _NAMES, button="Name somebody", required=("link",),
)  # fmt: skip


def draft(contact: Contact, kind: str, by: Actor) -> wording.Words:
    """Return the letter as a draft to be read and changed. `{link}` stays in it until it leaves."""
    firm = contact.client.workspace
    values = {"client": contact.client.name, "contact": first_name(contact.name), "firm": firm.name, "sender": by.name}
    return wording.filled(firm, f"ask_{kind}", values)


def why_not(contact: Contact, kind: str) -> str:
    """Return why a contact may not be asked for this, in words, or an empty text."""
    if contact.removed_at or contact.client.archived_at:
        return f"{contact} is not on record any more."
    if not contact.email:
        return f"{contact} has no e-mail address."
    if getattr(contact, "no_mailings", False) or getattr(contact, "automatic", False):
        return f"{contact} wants no mailings."
    if in_a_case(contact.client):
        return f"{contact.client} has an open case. Nothing is asked until it is resolved."
    if Ask.objects.filter(contact=contact, kind=kind).exists():
        return f"{contact} was asked for {IN_WORDS[kind]} before. It is asked once."
    return ""


def ask(contact: Contact, kind: str, by: Actor, win: str, subject: str, text: str, win_note: str = "") -> Ask:
    """Ask, by a letter whose words a person approved, in one transaction. Raises Conflict where it was asked before."""
    if kind not in dict(KINDS):
        raise Invalid(f"Choose {' or '.join(dict(KINDS))}.", "kind")
    if win not in dict(WINS):
        raise Invalid("Say which win this follows.", "win")
    if "{link}" not in text:
        raise Invalid("Keep {link} in the text: it becomes the button that leads to the form.", "text")
    with transaction.atomic():
        client = Client.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=contact.client_id)
        held = Contact.objects.get(pk=contact.pk)
        held.client = client
        if why := why_not(held, kind):
            raise Conflict(why, "contact")
        made = Ask.objects.create(
            workspace_id=client.workspace_id, client=client, contact=held, kind=kind, win=win,
            win_note=" ".join(win_note.split())[:300], approved_by=by.name[:200],
        )  # fmt: skip
        made.letter = outbox.write(
            client.workspace, f"ask:{held.pk}:{kind}", "ask", held.email, held.name, subject, text, about=made,
            client_id=client.pk, link={"kind": "ask", "ask": str(made.pk)}, button=wording.button_of(f"ask_{kind}"), by_person=True,
        )  # fmt: skip
        made.save(update_fields=["letter"])
        made.tell(events.AskSent, by)
    return made


@makes_links("ask")
def ask_link(letter: Any, arguments: dict) -> str:
    """Lead to the form of one ask, as its contact."""
    found = Ask.objects.select_related("contact__client").get(workspace=letter.workspace_id, pk=arguments["ask"])
    return AnswerKey.make(found.contact, "ask", found.pk)
