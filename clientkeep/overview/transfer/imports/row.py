"""ImportRow: one client of a file, what the rehearsal says of it, what a person decided, and what was done."""

from typing import Any

from django.db import models

from ..reading.differing import Change
from ..reading.record import Balance, ImportedClient, as_json, from_json
from .queries import ImportRowQuerySet

VERDICTS = {"new": "New", "update": "Update", "same": "Same", "conflict": "Conflict", "refused": "Refused"}
OUTCOMES = ("", "created", "updated", "same", "skipped", "refused", "deleted", "reverted", "archived", "kept")
_FULL = as_json(ImportedClient([]))


class ImportRow(models.Model):
    """One client of a file.

    `key` names what the record says, once in each import. `client_id` is the client on record, or the id that a
    new one will get, so that a run that was killed cannot make it twice. `decision` is empty (do what the verdict
    says), take, skip, new, a client's id, or row:N for the client of an earlier row. `record` is emptied when done.
    """

    whole = models.ForeignKey("transfer.Import", on_delete=models.CASCADE, related_name="rows")
    first_row = models.PositiveIntegerField()
    row_numbers = models.JSONField(default=list)
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=8, choices=list(VERDICTS.items()))
    matched_by = models.CharField(max_length=10, blank=True)
    same_as_row = models.PositiveIntegerField(null=True)
    candidates = models.JSONField(default=list)
    changes = models.JSONField(default=list, help_text="[field, old, new, subject]")
    reasons = models.JSONField(default=list)
    record = models.JSONField(default=dict)
    decision = models.CharField(max_length=40, blank=True)
    client_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=8, blank=True, choices=[(word, word) for word in OUTCOMES])
    undo = models.JSONField(default=dict)
    note = models.CharField(max_length=500, blank=True, help_text="What an undo had to leave")
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["whole", "key"], name="import_row_once")]
        indexes = [
            models.Index(fields=["whole", "verdict", "id"], name="import_row_by_verdict"),
            models.Index(fields=["whole", "id"], condition=models.Q(done_at=None), name="import_row_pending"),
            models.Index(fields=["whole", "first_row"], name="import_row_by_number"),
            models.Index(fields=["client_id"], name="import_row_of_client"),
        ]

    def __str__(self) -> str:
        return self.name or "No name"

    @property
    def act(self) -> str:
        """What a run does with it: create, fill (a client on record or of this file), or nothing."""
        if self.verdict in ("same", "refused") or self.decision == "skip":
            return "nothing"
        if self.decision == "new" or (self.verdict == "new" and self.decision in ("", "take")):
            return "create"
        return "fill"

    @property
    def imported(self) -> ImportedClient:
        """The record as the file has it."""
        return from_json(full(self.record, self.row_numbers))


def thin(record: ImportedClient) -> dict[str, Any]:
    """A record in plain JSON values, without what is empty, its problems and its row numbers."""
    plain = as_json(record)
    del plain["row_numbers"], plain["problems"]
    for contact in plain["contacts"]:
        for slug in [slug for slug, value in contact.items() if not value]:
            del contact[slug]
    return {slug: value for slug, value in plain.items() if value or value == 0}


def full(plain: dict[str, Any], row_numbers: list[int]) -> dict[str, Any]:
    """The reverse of thin, ready for from_json."""
    empty = {slug: type(value)() if isinstance(value, (list, dict)) else value for slug, value in _FULL.items()}
    return {**empty, "is_company": False, **plain, "row_numbers": row_numbers}


def plain_changes(changes: list[Change]) -> list[list[Any]]:
    """Changes as they are kept and compared."""
    return [[change.field, _plain(change.old), _plain(change.new), change.subject] for change in changes]


def _plain(value: Any) -> Any:
    if isinstance(value, Balance):
        return f"{value.amount:f} {value.currency}".strip()
    return value
