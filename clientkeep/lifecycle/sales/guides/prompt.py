"""Prompt: a question of the firm's first-meeting guide."""

import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..pipeline.placing import put
from ..pipeline.queries import OfTheFirmQuerySet
from . import events, rules


class Prompt(models.Model):
    """`words` are asked as they stand, under the heading of their group; `place` is that within all."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    group = models.CharField(max_length=12, choices=list(rules.GROUPS.items()))
    words = models.CharField(max_length=rules.LONGEST_PROMPT)
    retired_at = models.DateTimeField(null=True)

    objects = OfTheFirmQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["workspace", "place"], name="prompt_in_order")]

    def __str__(self) -> str:
        return self.words

    @classmethod
    def of(cls, workspace: Workspace) -> "list[Prompt]":
        """The firm's questions in order; the ready-made ones, not saved yet, for a firm that has none."""
        rows = list(cls.objects.filter(workspace=workspace).order_by("place", "pk"))
        return [each for each in rows if each.retired_at is None] if rows else _ready_made(workspace)

    @classmethod
    def keep_ready(cls, workspace: Workspace) -> "list[Prompt]":
        """The firm's questions in order, locked with the firm; the ready-made ones are saved on first use."""
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        if not cls.objects.filter(workspace=workspace).exists():
            cls.objects.bulk_create(_ready_made(workspace))
        return list(cls.objects.filter(workspace=workspace).standing())

    @classmethod
    def add(cls, workspace: Workspace, by: Actor, group: str, words: str) -> "Prompt":
        """Add a question behind the others. Raises Invalid with the field."""
        kept = _checked(group, words)
        with transaction.atomic():
            standing = cls.keep_ready(workspace)
            if len(standing) >= rules.MOST_PROMPTS:
                raise Invalid(f"Keep at most {rules.MOST_PROMPTS} questions.", "words")
            _alone(standing, kept["words"])
            made = cls.objects.create(workspace=workspace, place=1 + max((each.place for each in standing), default=0), **kept)
            made._tell(events.PromptAdded, by)
        return made

    def change(self, by: Actor, group: str, words: str) -> None:
        """Ask it in other words or under another heading; what was answered stays with it."""
        kept = _checked(group, words)
        with transaction.atomic():
            _alone([each for each in self._held() if each.pk != self.pk], kept["words"])
            Prompt.objects.filter(pk=self.pk).update(**kept)
            self.refresh_from_db()
            self._tell(events.PromptChanged, by)

    def move(self, by: Actor, up: bool) -> None:
        """Put it a place earlier or later among those of its group. Nothing happens at either end."""
        with transaction.atomic():
            if put([each for each in self._held() if each.group == self.group], self, up):
                self._tell(events.PromptMoved, by, where="earlier" if up else "later")

    def retire(self, by: Actor) -> None:
        """Ask it no more; what was answered is still told. Raises Conflict for the last one."""
        with transaction.atomic():
            if len(self._held()) == 1:
                raise Conflict("Keep at least one question.", "prompt")
            Prompt.objects.filter(pk=self.pk).update(retired_at=clock.now())
            self._tell(events.PromptRetired, by)

    def _held(self) -> "list[Prompt]":
        standing = Prompt.keep_ready(self.workspace)
        if self not in standing:
            raise Conflict("This question was taken out meanwhile.", "prompt")
        return standing

    def _tell(self, kind: Any, by: Actor, **more: str) -> None:
        record(kind, workspace_id=self.workspace_id, by=by, about=self, prompt=self.words, **more)


def _ready_made(workspace: Workspace) -> list[Prompt]:
    # Their ids are the same each time, so that a form shown before the first use still names them.
    return [
        Prompt(id=uuid.uuid5(workspace.pk, f"prompt:{place}"), workspace=workspace, place=place, group=group, words=words)
        for place, (group, words) in enumerate(rules.PROMPTS, 1)
    ]


def _checked(group: str, words: str) -> dict[str, str]:
    if group not in rules.GROUPS:
        raise Invalid("Choose a heading of the list.", "group")
    words = " ".join(tidy_text("words", words, rules.LONGEST_PROMPT).split())
    if not words:
        raise Invalid("Write what you ask.", "words")
    return {"group": group, "words": words}


def _alone(others: list[Prompt], words: str) -> None:
    if any(each.words.casefold() == words.casefold() for each in others):
        raise Invalid("This is asked already.", "words")
