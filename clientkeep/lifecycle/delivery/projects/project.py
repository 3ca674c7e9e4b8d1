"""Project: the work for a client, from planned over running to done or dropped."""

import datetime as dt
import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events, rules
from .queries import ProjectQuerySet

LONGEST, LONGEST_REASON = 200, 500
STATES = States(
    {"planned": ("running", "dropped"), "running": ("planned", "done", "dropped"), "done": ("running",), "dropped": ("planned",)}
)
WORDS = {"name": "name", "owner": "who leads it", "starts_on": "first day", "ends_on": "last day"}


class Project(models.Model):
    """`starts_on` and `ends_on` are days in the firm's zone. Money of its milestones is in minor units of `currency`."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="projects")
    source = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="project", help_text="What was accepted")
    name = models.CharField(max_length=LONGEST)
    state = models.CharField(max_length=8, default="planned", choices=[(each, each.capitalize()) for each in STATES.all])
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    currency = models.CharField(max_length=3)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    drop_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "state", "-created_at"], name="project_by_state"),
            models.Index(fields=["client", "-created_at"], name="project_of_client"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def plan(
        cls, client: Client, by: Actor, *, name: str, because: str = "as somebody wrote it down", id: uuid.UUID | None = None, **values: Any
    ) -> "Project":
        """Plan a project. The same `id` gives the one planned first. Raises Invalid with the field."""
        kept = _tidied(client.workspace_id, {"name": name, **values})
        with transaction.atomic():
            Client.objects.select_for_update().get(pk=client.pk)
            if id and (known := cls.objects.filter(client=client, pk=id).first()):
                return known
            made = cls(**({"id": id} if id else {}), workspace=client.workspace, client=client, **kept)
            made.currency = made.currency or client.billing_currency
            made._check_span()
            made.save(force_insert=True)
            made.tell(events.ProjectOpened, by, because=because)
        return made

    def change(self, by: Actor, **values: Any) -> None:
        """Change what is known; nothing is recorded where nothing differs. Raises Invalid with the field."""
        kept = _tidied(self.workspace_id, values)
        with transaction.atomic():
            self.hold()
            changed = [name for name, value in kept.items() if getattr(self, name) != value]
            for name in changed:
                setattr(self, name, kept[name])
            self._check_span()
            if changed:
                self.save(update_fields=changed)
                self.tell(events.ProjectChanged, by, what=", ".join(WORDS[name] for name in changed))

    def start(self, by: Actor) -> None:
        """Let the work begin. Raises Conflict with what the gate of its agreement waits for."""
        # In a transaction of its own: a gate that refuses stands, for the override that its page offers.
        gate = Gate.raise_for(self.source, by) if self.source and self.state == "planned" else None
        with transaction.atomic():
            self.hold()
            STATES.check(self.state, "running", "The project")
            if gate and self.state == "planned":
                Gate.objects.select_for_update(of=("self",)).select_related("document__client").get(pk=gate.pk).require_open()
            self.starts_on = self.starts_on or self.workspace.today()
            self._become("running", started_at=self.started_at or clock.now(), starts_on=self.starts_on)
            self.tell(events.ProjectStarted, by)

    def finish(self, by: Actor) -> None:
        """The work is done. Raises Conflict where it does not run."""
        with transaction.atomic():
            self.hold()
            STATES.check(self.state, "done", "The project")
            self._become("done", ended_at=clock.now())
            self.tell(events.ProjectFinished, by)

    def drop(self, by: Actor, because: str) -> None:
        """It will not be done. Raises Invalid without a reason, Conflict where it has ended."""
        reason = " ".join(tidy_text("because", because, LONGEST_REASON).split())
        if not reason:
            raise Invalid("Say in a few words why it is dropped.", "because")
        with transaction.atomic():
            self.hold()
            STATES.check(self.state, "dropped", "The project")
            self._become("dropped", ended_at=clock.now(), drop_reason=reason)
            self.tell(events.ProjectDropped, by, because=reason)

    def reopen(self, by: Actor) -> None:
        """It was not over, or not begun yet: a done one runs again, a running or dropped one is planned again."""
        with transaction.atomic():
            self.hold()
            before = {"done": "running", "dropped": "planned", "running": "planned"}.get(self.state, "planned")
            STATES.check(self.state, before, "The project")
            self._become(before, ended_at=None, drop_reason="", started_at=None if before == "planned" else self.started_at)
            self.tell(events.ProjectReopened, by)

    def tell(self, kind: Any, by: Actor, **more: Any) -> None:
        """Announce a fact about it, in the transaction of its change."""
        record(kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name, project=self.name, **more)

    def hold(self) -> None:
        """Lock the row and take over what it says now."""
        now = Project.objects.select_for_update().get(pk=self.pk)
        for name in ("state", "name", "owner_id", "starts_on", "ends_on", "started_at", "ended_at", "drop_reason"):
            setattr(self, name, getattr(now, name))

    def _become(self, state: str, **facts: dt.datetime | dt.date | str | None) -> None:
        for name, value in {"state": state, **facts}.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *facts])

    def _check_span(self) -> None:
        if rules.span_is_backward(self.starts_on, self.ends_on):
            raise Invalid("The project ends before it starts. Choose a later day.", "ends_on")


def _tidied(workspace_id: uuid.UUID, values: dict[str, Any]) -> dict[str, Any]:
    kept = dict(values)
    if "name" in kept:
        kept["name"] = " ".join(tidy_text("name", kept["name"], LONGEST).split())
        if not kept["name"]:
            raise Invalid("Say in a few words what the project is.", "name")
    if (owner := kept.get("owner")) is not None and owner.workspace_id != workspace_id:
        raise Invalid("Choose a member of this workspace.", "owner")
    return kept
