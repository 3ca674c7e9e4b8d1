"""A mailing, a template and a message of each side, for the addresses that name them."""

from typing import Any

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Mailing
from clientkeep.relationship.conversations.writing.defaults import DEFAULTS
from clientkeep.relationship.conversations.writing.templates import find_template, keep_template
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

OF_A_CLIENT = {"recipient_id"}
OF_THE_FIRM = {"mailing_id", "template_key"}


def things_of(client: Client, holder: Member) -> dict[str, Any]:
    """What the holder made for a client."""
    acting = Acting(holder.workspace, holder)
    mailing = Mailing.make(acting, find_template(client.workspace, next(iter(DEFAULTS))), [client])
    words = {"": Words("Hello", f"A word to {client.name}")}
    template = keep_template(client.workspace, acting.actor, "", f"Template of {client.name}"[:100], words)
    return {
        "mailing_id": mailing.pk, "recipient_id": mailing.rows.get().pk, "template_key": template.key,
    }  # fmt: skip
