"""StepList: steps that a firm writes once, in their order, to go through them with many clients."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.http import Http404

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

LONGEST = 100
Steps = Sequence[Mapping[str, Any]]


class StepList(models.Model):
    """`version` counts its changes: who changes it says which one they saw. What runs already keeps the steps that it began with.

    A kind has a field `steps`, checks them (`_checked`) and tells of changes (`_tell`); `noun` is what people call it.
    """

    name = models.CharField(max_length=LONGEST)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True)

    noun: ClassVar[str]
    most: ClassVar[int] = 100
    _checked: Callable[[Workspace, Steps], list[dict[str, Any]]]
    _tell: Callable[[Actor, str], None]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def keep_steps(self, by: Actor, steps: Steps, version: int | None = None) -> None:
        """Put other steps in place of its own. What runs already keeps the steps that it began with.

        Raises Invalid with the field of a step, Conflict where somebody was quicker.
        """
        kept = self._checked(self.workspace, steps)
        self._change(by, version, "1 step" if len(kept) == 1 else f"{len(kept)} steps", steps=kept)

    def put_away(self, by: Actor) -> None:
        """Start it no more. What runs already goes on. Safe to repeat."""
        if self.archived_at is None:
            self._change(by, None, "put away", archived_at=clock.now())

    def bring_back(self, by: Actor) -> None:
        """Let it be started again. Safe to repeat."""
        if self.archived_at is not None:
            self._change(by, None, "brought back", archived_at=None)

    @classmethod
    def _made(cls, workspace: Workspace, by: Actor, pk: Any, **values: Any) -> Self:
        """Make one; the same `pk` gives the one made first. Raises Conflict where the firm has as many as can be."""
        with transaction.atomic():
            if pk and (known := cls.objects.filter(workspace=workspace, pk=pk).first()):
                return known
            if cls.objects.current().filter(workspace=workspace).count() >= cls.most:
                raise Conflict(f"A firm has at most {cls.most} {cls.noun}s. Put one away first.", "name")
            made = cls.objects.create(**({"pk": pk} if pk else {}), workspace=workspace, **values)
            made._tell(by, "made")
        return made

    def _change(self, by: Actor, version: int | None, words: str, **values: Any) -> None:
        with transaction.atomic():
            now = type(self).objects.select_for_update().get(pk=self.pk)
            if version is not None and version != now.version:
                raise Conflict(f"Somebody changed this {self.noun} meanwhile. Look at it again, then change it.", "version")
            for name, value in {**values, "version": now.version + 1}.items():
                setattr(now, name, value)
            now.save()
            self.refresh_from_db()
            self._tell(by, words)


def checked_name(name: str) -> str:
    """Return the name in one line. Raises Invalid."""
    kept = " ".join(tidy_text("name", name, 1_000).split())
    if not kept or len(kept) > LONGEST:
        raise Invalid(f"Give it a name of at most {LONGEST} signs.", "name")
    return kept


def moved(steps: Sequence[Any], number: int, act: str) -> list[Any]:
    """Return the steps with one, counted from 1, put before or after its neighbour, or taken out. Http404 for another act."""
    if act not in ("up", "down", "remove"):
        raise Http404
    left = list(steps)
    step = left.pop(number - 1)
    if act != "remove":
        left.insert(max(0, number - 2) if act == "up" else number, step)
    return left


def seen_version(text: str) -> int | None:
    """The version that a form says; None where it says none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
