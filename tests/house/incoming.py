"""What stands in the addresses of incoming mail: a message of a client, a mailbox and a mail that waits."""

import datetime as dt
from typing import Any

from clientkeep.foundation.sealing import seal
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.models import Arrival, Mailbox, Message, Thread
from clientkeep.workspace.members.acting import Actor
from tests.mails import mail

OF_A_CLIENT = {"message_id"}
OF_THE_FIRM = {"mailbox_id", "arrival_id"}


def made_for(name: str, client: Client, contact: Contact, thread_id: Any) -> dict[str, Any]:
    """One of each, by parameter."""
    by = Actor("contact", contact.pk, contact.name)
    message = Message.receive(
        Thread.objects.get(pk=thread_id), by, text=f"Words of {name}", channel="mail", contact=contact, html="<p>Words</p>",
        from_email=contact.email, external_id=f"<{name}@mail.example>",
    )  # fmt: skip
    box = Mailbox.objects.create(
        workspace=client.workspace, address=f"{name}@mail.example", host="imap.example", username=f"{name}-{client.pk}",
        password_sealed=seal("secret"), begins_on=dt.date(2026, 1, 1),
    )  # fmt: skip
    waiting = Arrival.keep(
        client.workspace, box, f"<waiting-{name}@mail.example>", mail(sender="stranger@elsewhere.example", subject=f"Mail to {name}"),
        sender_email="stranger@elsewhere.example", subject=f"Mail to {name}", first_words="Here they are.",
    )  # fmt: skip
    return {"message_id": message.pk, "mailbox_id": box.pk, "arrival_id": waiting.pk}
