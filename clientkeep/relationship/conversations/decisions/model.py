"""Decision: what was settled with a client, by whom and when, with the evidence. A new one may take its place."""

import datetime as dt
import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..evidence import Evidence, found, kept_as, moment_of
from . import events
from .queries import DecisionQuerySet

LONGEST, LONGEST_NAME = 1000, 200
EARLIEST = dt.date(1970, 1, 1)


class Decision(models.Model):
    """One decision. Its words never change: it is replaced by another one, or withdrawn with a reason."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=LONGEST)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=LONGEST_NAME, blank=True, help_text="Who decided, by name")
    evidence_type = models.CharField(max_length=10, blank=True)
    evidence_id = models.UUIDField(null=True, blank=True)
    superseded_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    ended_on = models.DateField(null=True, blank=True, help_text="The first day on which it did not hold any more")
    withdrawn_because = models.CharField(max_length=500, blank=True)
    written_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["client", "-decided_on", "-id"], name="decision_of_client"),
            models.Index(fields=["workspace", "-decided_on", "-id"], name="decision_newest"),
        ]

    def __str__(self) -> str:
        return self.what

    @classmethod
    def note(
        cls,
        client: Client,
        *,
        what: str,
        by: Actor,
        decided_on: dt.date | None = None,
        decided_by: str = "",
        evidence: Evidence | None = None,
        id: uuid.UUID | None = None,
    ) -> "Decision":
        """Put a decision on record; without a day it was taken when its evidence was said, or today.

        The same `id` gives the same decision again. Raises Invalid for no words, a day to come, or evidence of
        another client.
        """
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            decision = cls._kept(client, what, by, decided_on, decided_by, evidence, id)
            decision._announce(events.DecisionNoted, by, decision.decided_on, at=moment_of(evidence))
        return decision

    def replace(
        self,
        *,
        what: str,
        by: Actor,
        decided_on: dt.date | None = None,
        decided_by: str = "",
        evidence: Evidence | None = None,
        id: uuid.UUID | None = None,
    ) -> "Decision":
        """Put another decision in place of this one, which stays on record. Returns the new one.

        Raises Conflict where this one does not hold any more, Invalid as `note` does, or for a day before it.
        """
        with transaction.atomic():
            if id and (known := Decision.objects.filter(pk=id, client=self.client_id).first()):
                return known
            self._hold()
            decision = Decision._kept(self.client, what, by, decided_on, decided_by, evidence, id)
            if decision.decided_on < self.decided_on:
                raise Invalid("Choose a day that is not before the decision it replaces.", "decided_on")
            self.superseded_by, self.ended_on = decision, decision.decided_on
            self.save(update_fields=["superseded_by", "ended_on"])
            decision._announce(
                events.DecisionReplaced, by, decision.decided_on, at=moment_of(evidence), before=self.what
            )
        return decision

    def withdraw(self, by: Actor, because: str) -> None:
        """Say that it holds no more, from today on, and why. Raises Invalid without a reason."""
        because = " ".join(tidy_text("because", because, 500).split())
        if not because:
            raise Invalid("Say why, in a few words.", "because")
        with transaction.atomic():
            self._hold()
            self.ended_on, self.withdrawn_because = max(self.workspace.today(), self.decided_on), because
            self.save(update_fields=["ended_on", "withdrawn_because"])
            self._announce(events.DecisionWithdrawn, by, self.ended_on, because=because)

    @property
    def holds(self) -> bool:
        return self.ended_on is None

    @property
    def state(self) -> str:
        """holds, replaced or withdrawn."""
        return "holds" if self.holds else "replaced" if self.superseded_by_id else "withdrawn"

    @property
    def evidence(self) -> Evidence | None:
        """The entry or the message in which it was taken."""
        return found(self.evidence_type, self.evidence_id)

    @classmethod
    def _kept(cls, client, what, by, decided_on, decided_by, evidence, id) -> "Decision":
        what = " ".join(tidy_text("what", what, LONGEST).split())
        if not what:
            raise Invalid("Say what was decided.", "what")
        evidence_type, evidence_id = kept_as(client, evidence, "evidence")
        zone, today = client.workspace.time_zone, client.workspace.today()
        day = decided_on or min(local_date(moment_of(evidence), zone), today)
        if not EARLIEST <= day <= today:
            raise Invalid("Choose a day that has come.", "decided_on")
        return cls.objects.create(
            **({"id": id} if id else {}),
            workspace_id=client.workspace_id, client=client, what=what, decided_on=day, written_by=by.name,
            decided_by=" ".join(tidy_text("decided_by", decided_by, LONGEST_NAME).split()),
            evidence_type=evidence_type, evidence_id=evidence_id,
        )  # fmt: skip

    def _hold(self) -> None:
        """Hold the row until the transaction ends. Raises Conflict where somebody replaced or withdrew it."""
        now = Decision.objects.select_for_update().get(pk=self.pk)
        if not now.holds:
            raise Conflict(f"This decision was {now.state} already.", "state")

    def _announce(self, kind: Any, by: Actor, day: dt.date, at: dt.datetime | None = None, **payload: Any) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, at=at,
            client=self.client.name, who=self.decided_by or by.name, text=self.what, day=day.isoformat(), **payload,
        )  # fmt: skip
