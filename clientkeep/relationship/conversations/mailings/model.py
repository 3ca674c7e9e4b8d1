"""Mailing: one template to many clients, a letter of their own to each; and MailingRow, one for each recipient, ever."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Member, Workspace

from ..messages.model import Message
from ..writing.templates import Template, render_words
from . import events
from .queries import MailingQuerySet
from .recipients import Found, found_for

MOST = 1_000
MAILING_STATES = States({"draft": ("sending",), "sending": ("sent",), "sent": ()})
ROW_STATES = {"ready": "Gets it", "excluded": "Taken out", "left_out": "Cannot get it", "written": "Written"}


class Mailing(models.Model):
    """Its words are those of the template when it was made; what is sent once is never sent again."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", help_text="Who writes, and signs")
    name = models.CharField(max_length=100)
    words = models.JSONField(help_text="The template's versions by language, as they were")
    state = models.CharField(max_length=7, choices=[(s, s) for s in MAILING_STATES.all], default="draft")
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at"], name="mailing_newest")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def make(cls, acting: Acting, template: Template, clients: Iterable[Client], id: uuid.UUID | None = None) -> "Mailing":
        """Draw a mailing up; nothing leaves yet. Raises Invalid with `clients` for none or too many.

        The same `id` gives the mailing that was made first.
        """
        chosen = list(clients)
        if not chosen:
            raise Invalid("No client fits. Choose others.", "clients")
        if len(chosen) > MOST:
            raise Invalid(f"A mailing goes to {MOST:,} clients at most; these are more.", "clients")
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, workspace=acting.workspace).first()):
                return known
            words = {language: [each.subject, each.text] for language, each in template.versions.items()}
            mailing = cls.objects.create(
                **({"id": id} if id else {}), workspace=acting.workspace, member=acting.member, name=template.name, words=words
            )
            found = found_for(acting, template, chosen)
            MailingRow.objects.bulk_create([_row(mailing, each) for each in found], batch_size=500)
        return mailing

    @property
    def template(self) -> Template:
        return Template("", self.name, {language: Words(*each) for language, each in self.words.items()})

    def words_for(self, row: "MailingRow") -> Words:
        """The words in the recipient's language, merge fields not yet filled."""
        return render_words(self.template, row.client, row.contact)

    def send(self, by: Actor) -> None:
        """Let the letters be written and leave. Pressed twice it does nothing more. Raises Conflict where nobody gets it."""
        from .jobs import plan_writing

        with transaction.atomic():
            now = Mailing.objects.select_for_update().get(pk=self.pk)
            if now.state != "draft":
                return
            count = now.rows.filter(state="ready").count()
            if not count:
                raise Conflict("Nobody is left to get it.", "state")
            MAILING_STATES.check(now.state, "sending", "The mailing")
            Mailing.objects.filter(pk=self.pk).update(state="sending", sent_at=clock.now())
            record(events.MailingSent, workspace_id=self.workspace_id, by=by, about=self, mailing=self.name, count=count)
            plan_writing(self)
        self.refresh_from_db()

    def discard(self) -> None:
        """Throw a draft away. Raises Conflict for one that was sent."""
        with transaction.atomic():
            now = Mailing.objects.select_for_update().get(pk=self.pk)
            if now.state != "draft":
                raise Conflict("It was sent and stays on the record.", "state")
            now.delete()

    def letters(self) -> models.QuerySet[Letter]:
        """Its letters in the outbox."""
        return Letter.objects.filter(workspace=self.workspace_id, key__startswith=f"mailing:{self.pk}:")


class MailingRow(models.Model):
    """One client of a mailing, and the person who gets the letter."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="rows")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=list(ROW_STATES.items()), default="ready")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it cannot go, or what is missing in it")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailing", "contact"], name="mailing_once"),
            models.UniqueConstraint(fields=["mailing", "client"], name="mailing_once_a_client"),
        ]
        indexes = [models.Index(fields=["mailing", "state", "id"], name="mailing_rows")]

    def choose(self, gets_it: bool) -> None:
        """Take the recipient out, or back in. Raises Conflict once the mailing was sent, or where it cannot go."""
        with transaction.atomic():
            mailing = Mailing.objects.select_for_update().get(pk=self.mailing_id)
            if mailing.state != "draft":
                raise Conflict("The mailing was sent already.", "state")
            before, after = ("excluded", "ready") if gets_it else ("ready", "excluded")
            if not MailingRow.objects.filter(pk=self.pk, state__in=(before, after)).update(state=after):
                raise Conflict(self.reason or "It cannot go to this client.", "state")


def _row(mailing: Mailing, found: Found) -> MailingRow:
    values: dict[str, Any] = {"contact": found.contact, "state": "ready" if found.can else "left_out", "reason": found.reason[:300]}
    return MailingRow(workspace_id=mailing.workspace_id, mailing=mailing, client=found.client, **values)
