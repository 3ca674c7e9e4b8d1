"""A stranger's mail becomes an inquiry: the same row for the same mail, however often it is asked."""

from django.db import transaction

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.conversations.mailboxes.attaching import keep_attached
from clientkeep.relationship.conversations.mailboxes.filing import Fetched
from clientkeep.relationship.conversations.models import Arrival
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member

from .model import Inquiry

SOURCE = "E-mail"


def inquiry_from(arrival: Arrival, by: Actor, owner: Member | None = None) -> Inquiry:
    """Make an inquiry of a mail that waits; it leaves the tray. Its words and its files are kept.

    Raises Conflict where the mail was decided already, cannot be read or is one's own, Invalid for a sender who cannot be answered.
    """
    with transaction.atomic():
        held = Arrival.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=arrival.pk)
        mail = Fetched.of(held.raw, held.happened_at, held.is_sent).mail
        if mail is None or held.is_sent:
            raise Conflict("Only a mail that somebody sent you becomes an inquiry.", "state")
        words = mail.text or mail.whole or held.first_words
        asked = [{"label": held.subject or "Mail", "answer": words[:20_000]}]
        made = Inquiry.receive(
            held.workspace, held.sender_name or held.sender_email, held.sender_email, asked, id=held.pk, source=SOURCE, owner=owner
        )  # fmt: skip
        files, made.not_kept = keep_attached(held.workspace, None, mail.attachments, Actor("contact", None, made.name))
        made.save(update_fields=["not_kept"])
        made.files.set(files)
        held.decide("placed", by)
    return made
