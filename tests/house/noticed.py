"""A notice and the webhooks of each side, for the addresses that name them or need them."""

from typing import Any

from django.db import transaction

from clientkeep.foundation.sealing import seal
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.messages.events import MessageReceived
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member
from clientkeep.workspace.notices.models import Notice, Webhook
from tests.house import hostile

OF_A_PERSON = {"notice_id"}


def made_for(name: str, client: Client, contact: Contact, holder: Member) -> dict[str, Any]:
    """Return ids by parameter. The poisoned side says hostile things."""
    words = hostile.WHOLE if name == "poisoned" else f"A word of {name}"
    with transaction.atomic():
        event = record(
            MessageReceived, workspace_id=client.workspace_id, client_id=client.pk, about=contact, by=Actor("contact", contact.pk, words[:200]),
            client=client.name, who=words[:200], subject=words, channel="mail", automatic=False,
        )  # fmt: skip
    notice = Notice.objects.get_or_create(event=event, member=holder, defaults={"workspace": holder.workspace, "kind": "message", "client_id": client.pk})[0]
    for member in (holder, None):
        Webhook.objects.get_or_create(
            workspace=holder.workspace, member=member,
            defaults={"url_sealed": seal("http://127.0.0.1:9/hook"), "shown": "hooks.example/…abcd", "last_words": words[:200], "is_paused": True},
        )  # fmt: skip
    return {"notice_id": notice.pk}
