"""Mailings are written in jobs, some at a time; each recipient in a transaction of its own, so that none is lost or doubled."""

from django.db import transaction

from clientkeep.foundation.errors import Refusal
from clientkeep.workspace.mail.handover import asks_before_leaving
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from ..writing.letters import write_letter
from ..writing.recipients import Recipient
from .model import Mailing, MailingRow
from .recipients import NO_ADDRESS, WANTS_NONE, hindrance

AT_ONCE = 50


@task
def write_some(mailing_id: str) -> None:
    """Write the next letters of a mailing, and come again while some are left."""
    mailing = Mailing.objects.select_related("workspace", "member__user", "member__workspace").filter(pk=mailing_id, state="sending").first()
    if mailing is None:
        return
    rows = list(mailing.rows.filter(state="ready").order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for pk in rows:
        _write(mailing, pk)
    with transaction.atomic():
        now = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if now.state == "sending" and not now.rows.filter(state="ready").exists():
            Mailing.objects.filter(pk=mailing.pk).update(state="sent")
        elif now.state == "sending":
            with fair_share(mailing.workspace_id):
                write_some.enqueue(str(mailing.pk))


def plan_writing(mailing: Mailing) -> None:
    """Enqueue the mailing's job in the caller's transaction."""
    with fair_share(mailing.workspace_id):
        enqueue_once(write_some, f"mailing:{mailing.pk}", str(mailing.pk))


@every("* * * * *")
def go_on_with_mailings() -> None:
    """Sweep: a mailing whose job was lost goes on."""
    for mailing in Mailing.objects.filter(state="sending")[:50]:
        plan_writing(mailing)


@asks_before_leaving("mailing")
def still_wanted(letter) -> str:
    """Who has asked for no more meanwhile gets no more."""
    from clientkeep.relationship.clients.models import Contact

    pk = (letter.unsubscribe or {}).get("contact")
    contact = Contact.objects.filter(workspace=letter.workspace_id, pk=pk).first() if pk else None
    return WANTS_NONE if contact and contact.no_mailings else ""


def _write(mailing: Mailing, pk) -> None:
    try:
        with transaction.atomic():
            row = MailingRow.objects.select_for_update(of=("self",)).select_related("client", "contact").get(pk=pk)
            if row.state != "ready":
                return
            row.client.workspace = mailing.workspace
            if reason := hindrance(row.contact):
                _leave_out(row, reason)
                return
            to = Recipient(str(row.contact_id), row.contact.email, str(row.contact), row.contact)
            # The row's own id names the message: however often this runs, it is one.
            row.message = write_letter(
                row.client, mailing.member, mailing.words_for(row), [to], identity=row.pk, mailing=str(mailing.pk)
            )
            row.state = "written"
            row.save(update_fields=["state", "message"])
    except Refusal as refusal:
        _leave_out(MailingRow(pk=pk), refusal.message or NO_ADDRESS)


def _leave_out(row: MailingRow, reason: str) -> None:
    MailingRow.objects.filter(pk=row.pk, state="ready").update(state="left_out", reason=reason[:300])
