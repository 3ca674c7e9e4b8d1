"""LogEntry: a note, call, meeting, mail or message, logged in one act and corrected without loss."""

import datetime as dt
import uuid

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events

KINDS = [("note", "Note"), ("call", "Call"), ("meeting", "Meeting"), ("mail", "Mail"), ("message", "Message")]
LONGEST = 20_000
LONGEST_TALK = 24 * 60
EARLIEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class LogEntry(models.Model):
    """One entry. A note is internal; a call, meeting, mail or message is a contact with the client."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="log")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    text = models.TextField(max_length=LONGEST)
    happened_at = models.DateTimeField(default=clock.now)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    written_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)

    @classmethod
    def write(
        cls,
        client: Client,
        kind: str,
        text: str,
        by: Actor,
        contact: Contact | None = None,
        at: dt.datetime | None = None,
        minutes: int | None = None,
        id: uuid.UUID | None = None,
    ) -> "LogEntry":
        """Log an entry. Raises Invalid for no text, an unknown kind, a foreign contact or a time to come.

        The same `id` gives the same entry again.
        """
        if kind not in events.OF_KIND:
            raise Invalid(f"Choose one of {', '.join(events.OF_KIND)}.", "kind")
        _check_text(text)
        if contact and contact.client_id != client.pk:
            raise Invalid("Choose a contact of this client.", "contact")
        if at and not EARLIEST <= at <= clock.now() + dt.timedelta(minutes=5):
            raise Invalid("Enter a time that has passed.", "happened_at")
        if minutes is not None and not 0 < minutes <= LONGEST_TALK:
            raise Invalid(f"Enter minutes between 1 and {LONGEST_TALK:,}.", "minutes")
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            entry = cls.objects.create(
                **({"id": id} if id else {}),
                workspace_id=client.workspace_id, client=client, contact=contact, kind=kind, text=_cleaned(text),
                happened_at=at or clock.now(), minutes=minutes, written_by=by.name,
            )  # fmt: skip
            record(
                events.OF_KIND[kind], workspace_id=client.workspace_id, by=by, client_id=client.pk, about=entry,
                at=entry.happened_at, client=client.name, with_whom=str(contact or client.name), text=entry.text[:500],
            )  # fmt: skip
            if kind != "note":
                client.touched(entry.happened_at)
        return entry

    def correct(self, text: str, by: Actor) -> "LogEntry":
        """Write a corrected entry in place of this one; what was said before is kept.

        Raises Conflict where somebody has corrected it already: the newest entry is the one to correct.
        """
        _check_text(text)
        with transaction.atomic():
            if LogEntry.objects.select_for_update().filter(corrects=self).exists():
                raise Conflict("Somebody corrected this entry meanwhile. Correct the newer one.", "text")
            entry = LogEntry.objects.create(
                workspace_id=self.workspace_id, client=self.client, contact=self.contact, kind=self.kind,
                text=_cleaned(text), happened_at=self.happened_at, minutes=self.minutes, corrects=self, written_by=by.name,
            )  # fmt: skip
            record(
                events.EntryCorrected, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=entry,
                client=self.client.name, text=entry.text[:500], before=self.text[:500],
            )  # fmt: skip
        return entry


def _cleaned(text: str) -> str:
    """Without outer spaces and the unseen signs that no database need keep."""
    return tidy_text("text", text, LONGEST)


def _check_text(text: str) -> None:
    if not text.strip():
        raise Invalid("Write what was said.", "text")
    if len(text) > LONGEST:
        raise Invalid(f"Keep it under {LONGEST:,} characters (this has {len(text):,}).", "text")
