"""PlaybookRun: one playbook for one client, from its start to its end."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .model import Playbook
from .queries import RunQuerySet
from .works import LONGEST_WORK, Work, work_of

STATES = States({"running": ("stopped", "finished"), "stopped": (), "finished": ()})
LONGEST_REASON = 300


class PlaybookRun(models.Model):
    """Its steps are copies: changing the playbook changes no run. One cause starts a playbook once."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    playbook = models.ForeignKey(Playbook, on_delete=models.PROTECT, related_name="runs")
    name = models.CharField(max_length=100, help_text="The playbook's name when it began")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="playbook_runs")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+", help_text="Whom its letters go to")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", help_text="Who started it by hand")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+", help_text="The agreement that it is about")
    work = models.UUIDField(null=True, help_text="The work that it was started for, which a later stage knows")
    work_name = models.CharField(max_length=LONGEST_WORK, blank=True, help_text="Its name when the run began")
    cause = models.CharField(max_length=200, help_text="What started it: an event and its thing, or a person's act")
    state = models.CharField(max_length=8, default="running", choices=[(state, state) for state in STATES.all])
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=LONGEST_REASON, blank=True, help_text="Why it was stopped, in words")

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["playbook", "cause"], name="playbook_run_once_per_cause")]
        indexes = [
            models.Index(fields=["client", "state", "-started_at"], name="playbook_run_of_client"),
            models.Index(fields=["playbook", "-started_at"], name="playbook_run_newest"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        return self.state == "running"

    @property
    def for_work(self) -> Work | None:
        """What it is for; None for the client as a whole."""
        if self.work:
            return Work(self.work_name, self.work, self.document_id)
        return work_of(self.document)

    def stop(self, by: Actor, because: str) -> None:
        """End it before its end: what has not left never will. Safe to repeat. Raises Invalid without a reason."""
        reason = reason_in(because, "Say why it is stopped.")
        with transaction.atomic():
            self.hold()
            if not self.is_running:
                return
            self._move("stopped", by, events.PlaybookStopped, {"because": reason}, because=reason)
            for step in self.steps.filter(state__in=("open", "blocked", "outbox")).select_related("letter"):
                step.run = self
                step.take_back()

    def finish(self) -> None:
        """Nothing is left to do. For who holds it; safe to repeat."""
        if self.is_running:
            self._move("finished", SYSTEM, events.PlaybookFinished)

    def hold(self) -> None:
        """Lock the client, then the run, as everywhere; the fields are those of this moment."""
        client = Client.objects.held(self.client_id)
        self.refresh_from_db(from_queryset=PlaybookRun.objects.select_for_update())
        self.client, self.workspace = client, client.workspace

    def require_running(self) -> None:
        """Raise Conflict, in words, where it has ended. For who holds it."""
        if not self.is_running:
            raise Conflict(f"This playbook has ended{': ' + self.because if self.because else ''}. Nothing was done.", "state")

    def tell(self, kind: Any, by: Actor, **more: str) -> None:
        """Announce a fact about the run, in the transaction of its change."""
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            playbook=self.name, **more,
        )  # fmt: skip

    def _move(self, state: str, by: Actor, told: Any, more: dict[str, str] | None = None, **values: Any) -> None:
        STATES.check(self.state, state, "This playbook")
        for name, value in {**values, "state": state, "ended_at": clock.now()}.items():
            setattr(self, name, value)
        self.save(update_fields=["state", "ended_at", *values])
        self.tell(told, by, **(more or {}))


def reason_in(because: str, ask: str) -> str:
    """Return a reason in one line. Raises Invalid with `because` without one, or for one that is too long."""
    reason = " ".join(because.replace("\x00", "").split())
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid(f"{ask} At most {LONGEST_REASON} signs.", "because")
    return reason
