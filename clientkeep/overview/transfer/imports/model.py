"""Import: a file of clients on its way onto the record: read, rehearsed, run, undone."""

import datetime as dt
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import CurrencyCode, Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.model import STAGE_LABELS
from clientkeep.workspace.files import intake, storage
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Workspace

from ..reading.building import Answers
from ..reading.errors import UnreadableFile
from ..reading.limits import LIMITS
from ..reading.mapping import Mapping
from ..reading.presets import BY_SLUG
from ..reading.upload import Upload, open_upload
from ..reading.values.dates import DateOrder
from .queries import ImportQuerySet

STATES = States(
    {
        "read": ("planning", "dropped"),
        "planning": ("planned", "failed", "read", "dropped"),
        "planned": ("planning", "running", "read", "dropped"),
        "running": ("done", "failed"),
        "done": ("running", "undoing"),
        "undoing": ("undone", "failed"),
        "undone": (),
        "failed": ("planning", "running", "read", "dropped"),
        "dropped": (),
    }
)
UNDO_LIFE = dt.timedelta(days=30)
# Lists that these tools export are of people who were billed; others are of people one knows.
BILLING_TOOLS = frozenset(
    "ninja_v4 ninja_v5 freshbooks freshbooks_classic quickbooks xero stripe_customers wave zoho".split()
)


class Import(models.Model):
    """One file. `counts` are rows by verdict; `done` of `total` is the progress of what is going on now."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    form_token = models.CharField(max_length=64, null=True, blank=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=5, default="csv", choices=[("csv", "CSV"), ("vcard", "vCard")])
    preset = models.CharField(max_length=40, blank=True)
    mapping = models.JSONField(null=True, help_text="reading.mapping.Mapping.as_json; empty: as recognised")
    date_order = models.CharField(max_length=12, blank=True, choices=[(order.value, order.value) for order in DateOrder])
    decimal_mark = models.CharField(max_length=1, blank=True)
    balance_currency = CurrencyCode(blank=True)
    stage = models.CharField(max_length=10, default="lead", choices=list(STAGE_LABELS.items()))
    state = models.CharField(max_length=8, default="read", choices=[(s, s) for s in STATES.all])
    notices = models.JSONField(default=list)
    error = models.CharField(max_length=1000, blank=True)
    counts = models.JSONField(default=dict)
    outcomes = models.JSONField(default=dict)
    file_rows = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    seen_seq = models.BigIntegerField(default=0, help_text="Up to where the journal was looked at for newcomers")
    newcomers = models.JSONField(default=list, help_text="Clients that changed after the rehearsal, by others")
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    planned_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "form_token"], name="import_form_once")]
        indexes = [models.Index(fields=["workspace", "-created_at"], name="import_newest")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def take(cls, acting: Acting, upload: Any, name: str, form_token: str | None = None) -> "Import":
        """Keep a file (bytes or an upload) and find out what it is.

        Raises Invalid, field `file`, for a file that cannot be read. The same `form_token` gives the same import.
        """
        mine = cls.objects.filter(workspace=acting.workspace, form_token=form_token)
        if form_token and (known := mine.first()):
            return known
        content = _content_of(upload)
        read = _opened(content)
        with transaction.atomic():
            stored = intake.keep(acting.workspace, content, name, acting.actor, purpose="import")
            preset = read.preset.slug if read.preset else ""
            return cls.objects.create(
                workspace=acting.workspace, file=stored, form_token=form_token or None, name=stored.name,
                kind=read.kind, preset=preset, notices=read.notices, file_rows=read.row_count,
                stage="active" if preset in BILLING_TOOLS else "lead", by_id=acting.actor.id,
                by_name=acting.actor.name[:200],
            )  # fmt: skip

    def opened(self) -> Upload:
        """The file, read with the columns that were chosen. Raises Conflict once its bytes are gone (after a day)."""
        try:
            content = storage.read(self.file)
        except FileNotFoundError:
            raise Conflict("The file was kept for a day and is gone. Drop it again.", "file") from None
        return _opened(content, Mapping.from_json(self.mapping) if self.mapping else None)

    def say(self, **answers: Any) -> None:
        """Keep the answers: mapping, date_order, decimal_mark, balance_currency. Raises Conflict once it has run."""
        with transaction.atomic():
            now = Import.objects.select_for_update().get(pk=self.pk)
            if now.state not in ("read", "planned", "failed") or now.started_at:
                raise Conflict("This import has run. Drop the file again to read it in another way.", "state")
            for name, value in answers.items():
                setattr(self, name, value)
            self.save(update_fields=list(answers))

    def move_to(self, state: str, *expected: str, **facts: Any) -> bool:
        """Change the state under a lock, with facts; False where it is in none of `expected` any more."""
        with transaction.atomic():
            now = Import.objects.select_for_update().get(pk=self.pk)
            if expected and now.state not in expected:
                return False
            STATES.check(now.state, state, str(self))
            self.state = state
            for name, value in facts.items():
                setattr(self, name, value)
            self.save(update_fields=["state", *facts])
        return True

    def drop(self) -> None:
        """Throw away an import that has not run."""
        if self.started_at or not self.move_to("dropped", "read", "planning", "planned", "failed"):
            raise Conflict("This import has run. Undo it instead.", "state")
        self.rows.all().delete()

    @property
    def answers(self) -> Answers:
        return Answers(DateOrder(self.date_order) if self.date_order else None, self.decimal_mark, self.balance_currency)

    @property
    def tool(self) -> str:
        """What the file came from, in words: "Invoice Ninja", "vCard", or its name."""
        if self.kind == "vcard":
            return "vCard"
        return BY_SLUG[self.preset].label if self.preset in BY_SLUG else self.name

    @property
    def by(self) -> Actor:
        """Who imports, as the author of events."""
        return Actor("member" if self.by_id else "system", self.by_id, self.by_name)

    @property
    def may_undo(self) -> bool:
        return self.state == "done" and bool(self.undo_until and clock.now() < self.undo_until)


def _content_of(upload: Any) -> bytes:
    size = len(upload) if isinstance(upload, bytes) else upload.size
    if size > LIMITS.bytes:
        most = LIMITS.bytes // (1024 * 1024)
        raise Invalid(f"The file is larger than {most} MB. Split it and import each part.", "file", "file_too_large")
    return upload if isinstance(upload, bytes) else b"".join(upload.chunks())


def _opened(content: bytes, mapping: Mapping | None = None) -> Upload:
    try:
        return open_upload(content, mapping=mapping)
    except UnreadableFile as problem:
        raise Invalid(str(problem), "file", problem.code) from None
