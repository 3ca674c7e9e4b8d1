"""Clause: words of the firm's own that it puts into its agreements, and every wording that they had."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..archiving import Archivable
from . import events, rules
from .queries import ClauseQuerySet
from .ready import READY


class Clause(Archivable):
    """Title, group and body are those of its newest wording, number `edition`. A clause is archived, never deleted."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=rules.LONGEST_TITLE)
    group = models.CharField(max_length=20, choices=list(rules.GROUPS.items()))
    body = models.TextField(max_length=rules.LONGEST_BODY, help_text="Markdown with fields of rules.py")
    edition = models.PositiveIntegerField(default=1)
    ready = models.SlugField(max_length=40, blank=True, help_text="Which ready-made clause it began as")
    made_at = models.DateTimeField(default=clock.now)

    objects = ClauseQuerySet.as_manager()
    archived, brought_back = events.ClauseArchived, events.ClauseBroughtBack

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "ready"], condition=~models.Q(ready=""), name="ready_clause_once")]
        indexes = [models.Index(fields=["workspace", "group"], name="clause_by_group")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def write(cls, workspace: Workspace, by: Actor, ready: str = "", **values: Any) -> "Clause":
        """Write a clause: title, group, body. Raises Invalid with the field, also for a field in braces that is none."""
        kept = _checked(values)
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=workspace.pk)
            if cls.objects.filter(workspace=workspace).count() >= rules.MOST_CLAUSES:
                raise Invalid(f"Keep at most {rules.MOST_CLAUSES} clauses.", "title")
            made = cls.objects.create(workspace=workspace, ready=ready, **kept)
            made._keep_wording(by)
            made._tell(events.ClauseWritten, by)
        return made

    @classmethod
    def add_ready_made(cls, workspace: Workspace, by: Actor) -> "list[Clause]":
        """Add the ready-made clauses that the firm does not have yet, archived ones included; return those added."""
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=workspace.pk)
            there = set(cls.objects.filter(workspace=workspace).values_list("ready", flat=True))
            return [
                cls.write(workspace, by, each.slug, title=each.title, group=each.group, body=each.body)
                for each in READY if each.slug not in there
            ]  # fmt: skip

    def reword(self, by: Actor, seen: int | None = None, **values: Any) -> None:
        """Give it a new wording; the same words are none. `seen`: the edition that was read, Conflict where it is older."""
        kept = _checked(values)
        with transaction.atomic():
            now = self._held()
            if seen is not None and seen != now.edition:
                raise Conflict("Somebody gave it another wording meanwhile. Read that one and save again.", "edition")
            if all(getattr(now, name) == value for name, value in kept.items()):
                return
            now._set(**kept, edition=now.edition + 1)
            now._keep_wording(by)
            now._tell(events.ClauseReworded, by, edition=str(now.edition))
        self.refresh_from_db()

    def _keep_wording(self, by: Actor) -> None:
        Wording.objects.create(
            workspace_id=self.workspace_id, clause=self, edition=self.edition, title=self.title, group=self.group, body=self.body, written_by=by.name[:200]
        )

    def _tell(self, kind: Any, by: Actor, **more: str) -> None:
        record(kind, workspace_id=self.workspace_id, by=by, about=self, clause=self.title, **more)


class Wording(models.Model):
    """What a clause said in one of its editions. A database trigger keeps it."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="wordings")
    edition = models.PositiveIntegerField()
    title = models.CharField(max_length=rules.LONGEST_TITLE)
    group = models.CharField(max_length=20)
    body = models.TextField(max_length=rules.LONGEST_BODY)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clause", "edition"], name="clause_wording_once")]

    def __str__(self) -> str:
        return f"{self.title}, wording {self.edition}"


def _checked(values: dict[str, Any]) -> dict[str, str]:
    title = " ".join(tidy_text("title", values.get("title", ""), rules.LONGEST_TITLE).split())
    body = tidy_text("body", values.get("body", ""), rules.LONGEST_BODY).replace("\r\n", "\n")
    if not title:
        raise Invalid("Give it a title, which stands above its words.", "title")
    if values.get("group") not in rules.GROUPS:
        raise Invalid("Choose a group of the list.", "group")
    if not body:
        raise Invalid("Write what both sides agree to.", "body")
    rules.check_fields(title, "title")
    rules.check_fields(body, "body")
    return {"title": title, "group": values["group"], "body": body}
