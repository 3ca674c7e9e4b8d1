"""The letter that declines an inquiry politely: drafted in the firm's words, read by a person, sent once."""

from typing import TYPE_CHECKING

from clientkeep.relationship.clients.calling import first_name
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.mail.wordings import word

if TYPE_CHECKING:
    from .model import Inquiry

word(
    "inquiry_declined", "Inquiry declined", "Goes to somebody who asked for work that you do not take on, once you have read it.",
    "Your inquiry",
    """
Hello {contact},

thank you for writing to us, and for telling us what you need.

We cannot take it on: it is not the work that we do best, or not at the time at which you need it. We would rather say so today than keep you waiting.

We wish you well with it.

{firm}
""",
    ("contact", "firm"),
)  # fmt: skip


def draft(inquiry: "Inquiry") -> Words:
    """The letter as it stands before somebody reads it."""
    return wording.filled(inquiry.workspace, "inquiry_declined", {"contact": first_name(inquiry.name), "firm": inquiry.workspace.name})


def decline(inquiry: "Inquiry", subject: str, text: str) -> Letter:
    """Put the letter into the outbox; the same inquiry gives the same letter."""
    return outbox.write(inquiry.workspace, f"inquiry:{inquiry.pk}:declined", "inquiry", inquiry.email, inquiry.name, subject, text, about=inquiry)
