"""Milestone: what is reached by which day, and what it is worth."""

import datetime as dt
import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity, Minor
from clientkeep.foundation.money import Money
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, rules
from .project import LONGEST, LONGEST_REASON, Project
from .queries import MilestoneQuerySet

STATES = States({"open": ("done", "dropped"), "done": ("open",), "dropped": ("open",)})
MOST = 200
WORDS = {"name": "name", "amount_minor": "price"}


class Milestone(models.Model):
    """`first_due_on` is the day that was said first. `amount_minor` in minor units of the project's currency."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones")
    name = models.CharField(max_length=LONGEST)
    state = models.CharField(max_length=8, default="open", choices=[(each, each.capitalize()) for each in STATES.all])
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)
    moved_because = models.CharField(max_length=LONGEST_REASON, blank=True, help_text="Of the last move; the client reads it")
    done_on = models.DateField(null=True)
    amount_minor = Minor(null=True)
    scope_item = models.UUIDField(null=True, help_text="The item of the ledger of its agreement that it is the day of")
    place = models.PositiveIntegerField(default=0, help_text="Among those of one day, in the order in which they were added")
    created_at = models.DateTimeField(default=clock.now)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "due_on"], name="milestone_of_project"),
            models.Index(fields=["workspace", "state", "due_on"], name="milestone_due"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(amount_minor__gte=0), name="milestone_price_not_negative")]
        constraints += [models.UniqueConstraint(fields=["project", "scope_item"], condition=models.Q(scope_item__isnull=False), name="milestone_of_item_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def amount(self) -> Money | None:
        return None if self.amount_minor is None else Money(self.amount_minor, self.project.currency)

    @property
    def standing(self) -> tuple[str, str]:
        """How it stands today: (word, meaning of the tag)."""
        return rules.standing(self.state, self.due_on, self.workspace.today())

    @property
    def has_moved(self) -> bool:
        return self.first_due_on is not None and self.due_on != self.first_due_on

    @classmethod
    def add(
        cls, project: Project, by: Actor, name: str, due_on: dt.date | None = None, amount_minor: int | None = None, id: uuid.UUID | None = None,
        scope_item: uuid.UUID | None = None,
    ) -> "Milestone":  # fmt: skip
        """Add one to a project that goes on. The same `id` gives the one added first. Raises Invalid, Conflict."""
        name, amount_minor = _named(name), _priced(amount_minor)
        with transaction.atomic():
            project.hold()
            if id and (known := cls.objects.filter(project=project, pk=id).first()):
                return known
            _check_going(project)
            if (place := project.milestones.count()) >= MOST:
                raise Conflict(f"A project holds at most {MOST} milestones.", "name")
            made = cls(**({"id": id} if id else {}), workspace=project.workspace, project=project, name=name, due_on=due_on, scope_item=scope_item)
            made.first_due_on, made.amount_minor, made.place = due_on, amount_minor, place
            made.save(force_insert=True)
            made._tell(events.MilestoneAdded, by)
        return made

    def change(self, by: Actor, **values: Any) -> None:
        """Change its name or price. Nothing is recorded where nothing differs. Raises Invalid with the field."""
        tidy = {"name": _named, "amount_minor": _priced}
        kept = {name: tidy[name](value) for name, value in values.items()}
        with transaction.atomic():
            self._hold()
            changed = [name for name, value in kept.items() if getattr(self, name) != value]
            for name in changed:
                setattr(self, name, kept[name])
            if changed:
                self.save(update_fields=changed)
                self._tell(events.MilestoneChanged, by, what=", ".join(WORDS[name] for name in changed))

    def move(self, by: Actor, to: dt.date | None, because: str) -> None:
        """Give it another day; both sides read why. The first day needs no reason. Raises Invalid, Conflict."""
        reason = " ".join(tidy_text("because", because, LONGEST_REASON).split())
        with transaction.atomic():
            self._hold()
            if to == self.due_on:
                return
            self._check_open()
            before = self.due_on
            if before is not None and not reason:
                raise Invalid("Say why the day moves. The client reads it in the portal.", "because")
            self.due_on, self.first_due_on = to, self.first_due_on or to
            self.moved_because = reason if before else ""
            self.save(update_fields=["due_on", "first_due_on", "moved_because"])
            if before:
                self._tell(events.MilestoneMoved, by, before=before.isoformat(), after=to.isoformat() if to else "no day", because=reason)
            else:
                self._tell(events.MilestoneChanged, by, what="day")

    def reach(self, by: Actor) -> None:
        """It is done, today. Raises Conflict where it was dropped or the work has not begun."""
        with transaction.atomic():
            self._hold()
            if self.project.state == "planned":
                raise Conflict("The project has not started. Start it first.", "state")
            STATES.check(self.state, "done", "The milestone")
            self._become("done", self.workspace.today())
            self._tell(events.MilestoneReached, by)

    def drop(self, by: Actor) -> None:
        """It will not be done; it can be taken up again."""
        with transaction.atomic():
            self._hold()
            STATES.check(self.state, "dropped", "The milestone")
            self._become("dropped")
            self._tell(events.MilestoneDropped, by)

    def reopen(self, by: Actor) -> None:
        """It was not done, or is not dropped."""
        with transaction.atomic():
            self._hold()
            STATES.check(self.state, "open", "The milestone")
            self._become("open")
            self._tell(events.MilestoneReopened, by)

    def _hold(self) -> None:
        self.project.hold()
        now = Milestone.objects.select_for_update().get(pk=self.pk)
        for name in ("state", "name", "due_on", "first_due_on", "moved_because", "done_on", "amount_minor"):
            setattr(self, name, getattr(now, name))

    def _become(self, state: str, done_on: dt.date | None = None) -> None:
        self.state, self.done_on = state, done_on
        self.save(update_fields=["state", "done_on"])

    def _check_open(self) -> None:
        if self.state != "open":
            raise Conflict(f"The milestone is {self.state}. Take it up again first.", "due_on")

    def _tell(self, kind: Any, by: Actor, **more: Any) -> None:
        self.project.tell(kind, by, milestone=self.name, **more)


def _check_going(project: Project) -> None:
    if project.state in ("done", "dropped"):
        raise Conflict(f"The project is {project.state}. Take it up again first.", "state")


def _named(name: str) -> str:
    kept = " ".join(tidy_text("name", name, LONGEST).split())
    if not kept:
        raise Invalid("Say in a few words what is reached.", "name")
    return kept


def _priced(minor: int | None) -> int | None:
    if minor is not None and not 0 <= minor <= rules.LARGEST:
        raise Invalid("Enter a price of zero or more.", "amount")
    return minor
