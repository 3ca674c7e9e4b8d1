"""A letter before it goes, as its recipient will see it."""


from django.http import HttpResponse
from django.template.loader import render_to_string

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.mail.frames import framed
from clientkeep.workspace.mail.layout import lay_out, with_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from . import merging
from .form import LetterForm
from .letters import BUTTON, sender_line, signed
from .merging import Occasion
from .recipients import Recipient
from .signature import signature_of


def shown(acting: Acting, client: Client, form: LetterForm) -> HttpResponse:
    """The letter in a frame, with the lines above it that a mail program shows."""
    first = next((recipient for recipient, ticked in form.choices if ticked), None)
    others = sum(ticked for _, ticked in form.choices) - 1
    return framed(letter_page(acting.member, client, form.words, first, others))


def letter_page(
    sender: Member, client: Client, words: Words, to: Recipient | None, others: int = 0, mailing: bool = False
) -> str:
    """Return the letter as HTML, its head lines in front. Nothing is kept, and its links lead nowhere."""
    has_link = bool(to and to.contact)
    filled = merging.fill(words, Occasion(client, to.contact if to else None, sender), has_link)
    letter = Letter(
        workspace=client.workspace, subject=filled.subject, text=signed(filled.text, signature_of(sender), has_link),
        unsubscribe={"kind": "no_mailings"} if mailing else None,
    )  # fmt: skip
    head = {
        "from": sender_line(sender), "to": f"{to.name} <{to.email}>" if to else "nobody yet", "others": max(others, 0),
        "subject": filled.subject,
    }  # fmt: skip
    html = with_link(lay_out(letter, BUTTON), "#")
    # Our own layout begins with this tag; what people wrote comes after it, and escaped.
    opening = '<table role="presentation"'
    return html.replace(opening, render_to_string("mail/head_lines.html", head) + opening, 1)
