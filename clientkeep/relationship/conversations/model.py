"""LogEntry: a note, call, meeting, mail or message, logged in one act and corrected without loss."""

import datetime as dt
import uuid
from typing import Any

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
DIRECTIONS = [("in", "From the client"), ("out", "From the firm")]
LONGEST = 20_000
LONGEST_TALK = 24 * 60
CORRECTABLE = ("kind", "contact", "at", "minutes")
WRITTEN = ("mail", "message")
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
    direction = models.CharField(max_length=3, choices=DIRECTIONS, blank=True, help_text="Of a mail or message")
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
        direction: str = "",
    ) -> "LogEntry":
        """Log an entry. Raises Invalid for no text, an unknown kind, a foreign contact or a time to come.

        The same `id` gives the same entry again. `direction` says who wrote a mail or message; other kinds have none.
        """
        direction = direction if kind in WRITTEN else ""
        _check(client, kind, text, contact, at, minutes)
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            entry = cls.objects.create(
                **({"id": id} if id else {}),
                workspace_id=client.workspace_id, client=client, contact=contact, kind=kind, text=_cleaned(text),
                happened_at=at or clock.now(), minutes=minutes, direction=direction, written_by=by.name,
            )  # fmt: skip
            record(
                events.OF_KIND[kind], workspace_id=client.workspace_id, by=by, client_id=client.pk, about=entry,
                at=entry.happened_at, client=client.name, with_whom=str(contact or client.name), text=entry.text[:500],
            )  # fmt: skip
            if kind != "note":
                client.touched(entry.happened_at)
        return entry

    def correct(self, text: str, by: Actor, **changes: Any) -> "LogEntry":
        """Write a corrected entry in place of this one; what was said before is kept.

        `changes`: kind, contact, at and minutes, where they were wrong too; what is not named stays. Raises Invalid as
        `write` does, and Conflict where somebody has corrected it already: the newest entry is the one to correct.
        """
        values = {name: changes[name] for name in CORRECTABLE if name in changes}
        if strangers := changes.keys() - values.keys():
            raise TypeError(f"Not to be corrected: {', '.join(sorted(strangers))}.")
        at = values.pop("at", None) or self.happened_at
        said = {"kind": self.kind, "contact": self.contact, "minutes": self.minutes, **values, "happened_at": at}
        _check(self.client, said["kind"], text, said["contact"], at, said["minutes"])
        with transaction.atomic():
            if LogEntry.objects.select_for_update().filter(corrects=self).exists():
                raise Conflict("Somebody corrected this entry meanwhile. Correct the newer one.", "text")
            entry = LogEntry.objects.create(
                workspace_id=self.workspace_id, client=self.client, text=_cleaned(text), corrects=self,
                direction=self.direction if said["kind"] in WRITTEN else "", written_by=by.name, **said,
            )  # fmt: skip
            record(
                events.EntryCorrected, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=entry,
                client=self.client.name, text=entry.text[:500], before=self.text[:500], was=self._differences(entry),
            )  # fmt: skip
            if entry.kind != "note":
                self.client.touched(entry.happened_at)
        return entry

    @property
    def lineage(self) -> list[uuid.UUID]:
        """The ids of this entry and of those that it corrects, the newest first: what came of any of them is its own."""
        ids, corrected = [self.pk], self.corrects_id
        while corrected and corrected not in ids:
            ids.append(corrected)
            corrected = LogEntry.objects.filter(pk=corrected).values_list("corrects_id", flat=True).first()
        return ids

    @property
    def latest(self) -> "LogEntry":
        """The entry that holds now: this one, or the last correction of it."""
        entry = self
        while newer := LogEntry.objects.filter(corrects_id=entry.pk).first():
            entry = newer
        return entry

    def _differences(self, newer: "LogEntry") -> dict[str, str]:
        """What this entry said in each field that a correction changed, its text aside."""
        mine, theirs = self._fields(), newer._fields()
        return {name: mine[name] for name in mine if mine[name] != theirs[name]}

    def _fields(self) -> dict[str, str]:
        return {
            "kind": self.kind,
            "contact": str(self.contact or ""),
            "happened_at": self.happened_at.isoformat(),
            "minutes": str(self.minutes or ""),
        }


def _check(client: Client, kind: str, text: str, contact: Contact | None, at: dt.datetime | None, minutes: int | None) -> None:
    if kind not in events.OF_KIND:
        raise Invalid(f"Choose one of {', '.join(events.OF_KIND)}.", "kind")
    _check_text(text)
    if contact and contact.client_id != client.pk:
        raise Invalid("Choose a contact of this client.", "contact")
    if at and not EARLIEST <= at <= clock.now() + dt.timedelta(minutes=5):
        raise Invalid("Enter a time that has passed.", "happened_at")
    if minutes is not None and not 0 < minutes <= LONGEST_TALK:
        raise Invalid(f"Enter minutes between 1 and {LONGEST_TALK:,}.", "minutes")


def _cleaned(text: str) -> str:
    """Without outer spaces and the unseen signs that no database need keep."""
    return tidy_text("text", text, LONGEST)


def _check_text(text: str) -> None:
    if not text.strip():
        raise Invalid("Write what was said.", "text")
    if len(text) > LONGEST:
        raise Invalid(f"Keep it under {LONGEST:,} characters (this has {len(text):,}).", "text")
