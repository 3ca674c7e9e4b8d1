"""What this floor's own rooms tell: letters that did not arrive, webhooks that are paused."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from clientkeep.workspace.mail import events as mail
from clientkeep.workspace.members.models import Member

from . import events
from .kinds import notice_kind

notice_kind(
    "letter", "A letter could not be sent, or came back", (mail.LetterFailed, mail.LetterBounced, mail.LetterUnknown), "outbox.see",
    urgent=True, order=60,
)  # fmt: skip


def _whose(event: Any) -> Iterable[Any]:
    """The member whose webhook it is; of the firm's, its owners."""
    if event.payload.get("member"):
        return [event.payload["member"]]
    return Member.objects.filter(workspace_id=event.workspace_id, role="owner", disabled_at=None).values_list("pk", flat=True)


def _leads(acting: Any, event: Any) -> str:
    return reverse("notices:own" if event.payload.get("member") else "notices:firm")


notice_kind("webhook", "A webhook failed for three days and is paused", (events.WebhookPaused,), "account.own", urgent=True, order=200, to=_whose, leads=_leads)
