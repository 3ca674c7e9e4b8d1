"""SequenceRun: one sequence for one client and contact, from its start to its end."""

import datetime as dt
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .model import Sequence
from .queries import LIVE, RunQuerySet

STATES = States({"running": ("paused", "stopped", "finished"), "paused": ("running", "stopped", "finished"), "stopped": (), "finished": ()})
REASONS = {
    "reply": "Reply", "talk": "Talk", "booking": "Booking", "payment": "Payment", "accepted": "Accepted", "declined": "Declined",
    "opt_out": "No mailings",    "archived": "Client archived", "contact": "Contact gone", "bounced": "Letter came back", "person": "Stopped by a person",
}  # fmt: skip


class SequenceRun(models.Model):
    """A client is in one run of a sequence at most. Its steps are copies: changing the sequence changes no run."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    sequence = models.ForeignKey(Sequence, on_delete=models.PROTECT, related_name="runs")
    name = models.CharField(max_length=100, help_text="The sequence's name when it began")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", help_text="Who started it, and writes for clients without an owner")
    state = models.CharField(max_length=8, default="running", choices=[(state, state) for state in STATES.all])
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=10, blank=True, choices=list(REASONS.items()))
    because = models.CharField(max_length=300, blank=True, help_text="What stopped it, in words")
    because_at = models.DateTimeField(null=True, help_text="When that happened")
    cause = models.UUIDField(null=True, help_text="The event of the journal that stopped it")

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sequence", "client"], condition=models.Q(state__in=LIVE), name="sequence_run_one_live"
            )
        ]
        indexes = [
            models.Index(fields=["client", "state"], name="sequence_run_of_client"),
            models.Index(fields=["sequence", "-started_at"], name="sequence_run_newest"),
            models.Index(fields=["state", "workspace"], name="sequence_run_by_state"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    def pause(self, by: Actor) -> None:
        """Let nothing leave until it goes on. A letter that has not left is taken back. Raises Conflict once it has ended."""
        with transaction.atomic():
            self.hold()
            if self.state == "paused":
                return
            self._move("paused", by, events.SequencePaused)
            from .outgoing import take_back

            take_back(self)

    def go_on(self, by: Actor) -> None:
        """Go on with the next step; one whose time has passed is planned anew. Raises Conflict once it has ended."""
        with transaction.atomic():
            self.hold()
            if self.state == "running":
                return
            self._move("running", by, events.SequenceResumed)
            from .planning import plan_anew

            plan_anew(self)

    def stop(self, by: Actor, reason: str = "person", because: str = "", at: dt.datetime | None = None, cause: Any = None) -> bool:
        """End it for good: what has not left never will. Returns whether it was live. Safe to repeat.

        `because` says in words what ended it, `at` when that happened, `cause` is the event of the journal.
        """
        with transaction.atomic():
            self.hold()
            if not self.is_live:
                return False
            said = because or f"{by.name} stopped it"
            ended = {"reason": reason, "because": said[:300], "because_at": at or clock.now(), "cause": cause, "ended_at": clock.now()}
            self._move("stopped", by, events.SequenceStopped, {"because": said[:300], "reason": reason}, **ended)
            from .outgoing import drop_unsent

            drop_unsent(self)
            return True

    def finish(self) -> None:
        """Nothing is left to do. Safe to repeat."""
        with transaction.atomic():
            self.hold()
            if self.is_live:
                self._move("finished", SYSTEM, events.SequenceFinished, ended_at=clock.now())

    def hold(self) -> None:
        """Lock the client, then the run, as everywhere; the fields are those of this moment."""
        client = Client.objects.held(self.client_id)
        self.refresh_from_db(from_queryset=SequenceRun.objects.select_for_update())
        self.client, self.workspace = client, client.workspace

    def tell(self, kind: Any, by: Actor, **more: str) -> None:
        """Announce a fact about the run, in the transaction of its change."""
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            sequence=self.name, contact=str(self.contact), **more,
        )  # fmt: skip

    def _move(self, state: str, by: Actor, told: Any, more: dict[str, str] | None = None, **values: Any) -> None:
        STATES.check(self.state, state, "This run")
        for name, value in {**values, "state": state}.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *values])
        self.tell(told, by, **(more or {}))
