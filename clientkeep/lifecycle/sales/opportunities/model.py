"""Opportunity: work that may come, from first hearing of it to won or lost."""

import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.money import Money
from clientkeep.foundation.states import States
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from ..pipeline.reason import LostReason
from ..pipeline.rules import stale_on
from ..pipeline.source import Source
from ..pipeline.stage import Stage
from . import events, rules
from .entering import check_entry
from .queries import OpportunityQuerySet
from .tidying import LONGEST_NOTE, tidied

STATES = States({"open": ("won", "lost"), "won": ("open",), "lost": ("open",)})
WORDS = {
    "title": "title", "client": "client", "name": "name", "email": "e-mail", "phone": "phone", "value_minor": "value",
    "currency": "currency", "own_probability": "probability", "next_step": "next step", "next_step_on": "day of the next step",
    "owner": "owner", "source": "source", "close_on": "expected day", "note": "note",
}  # fmt: skip


class Opportunity(models.Model):
    """`name` and `email` say whose it is while there is no client. `value_minor` in minor units of `currency`."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="opportunities")
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    value_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    own_probability = models.PositiveSmallIntegerField(null=True, help_text="In percent; empty: that of the stage")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="opportunities")
    state = models.CharField(max_length=4, default="open", choices=[(each, each.capitalize()) for each in STATES.all])
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="opportunities")
    close_on = models.DateField(null=True, help_text="The day on which it is expected to be decided")
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    lost_reason = models.ForeignKey(LostReason, on_delete=models.PROTECT, null=True, related_name="+")
    lost_note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    noted_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now, help_text="The last change; staleness counts from here")
    stale_on = models.DateField()
    decided_on = models.DateField(null=True)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "state", "stage"], name="opportunity_on_board"),
            models.Index(fields=["workspace", "state", "stale_on"], name="opportunity_stale"),
            models.Index(fields=["workspace", "state", "next_step_on"], name="opportunity_step"),
            models.Index(fields=["client", "state"], name="opportunity_of_client"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(value_minor__gte=0), name="opportunity_value_not_negative")]

    def __str__(self) -> str:
        return self.title

    @property
    def whose(self) -> str:
        """The client's name, or what is known before there is one."""
        return self.client.name if self.client else self.name or self.email

    @property
    def probability(self) -> int:
        """In percent: its own, else that of its stage."""
        return self.stage.probability if self.own_probability is None else self.own_probability

    @property
    def value(self) -> Money | None:
        return None if self.value_minor is None else Money(self.value_minor, self.currency)

    @property
    def weighted(self) -> Money | None:
        return None if self.value_minor is None else Money(rules.weighted(self.value_minor, self.probability), self.currency)

    @classmethod
    def begin(
        cls, workspace: Workspace, by: Actor, title: str, stage: Stage | None = None, source: str = "", id: uuid.UUID | None = None, **values: Any
    ) -> "Opportunity":
        """Note an opportunity, in the first stage where none is given. The same `id` gives the one noted first.

        Raises Invalid with the field, also where neither a client nor a name nor an e-mail says whose it is, Conflict behind a shut gate.
        """
        kept = tidied({"title": title, **values, "currency": values.get("currency") or workspace.currency})
        _say_whose(kept.get("client"), kept.get("name", ""), kept.get("email", ""))
        _of_the_firm(workspace, kept)
        with transaction.atomic():
            stages = Stage.keep_ready(workspace)
            if id and (known := cls.objects.filter(workspace=workspace, pk=id).first()):
                return known
            stage = stage or stages[0]
            if stage not in stages:
                raise Invalid("Choose a stage of the list.", "stage")
            made = cls(**({"id": id} if id else {}), workspace=workspace, stage=stage, source=Source.named(workspace, source), **kept)
            check_entry(made, stages, None, stage)
            made._age()
            made.save(force_insert=True)
            made.tell(events.OpportunityNoted, by)
        return made

    def change(self, by: Actor, **values: Any) -> None:
        """Change what is known; `source` is a name. Nothing is recorded where nothing differs. Raises Invalid with the field."""
        kept = tidied(values)
        _of_the_firm(self.workspace, kept)
        with transaction.atomic():
            self._hold()
            if "source" in kept:
                kept["source"] = Source.named(self.workspace, kept["source"])
            changed = [name for name, value in kept.items() if getattr(self, name) != value]
            for name in changed:
                setattr(self, name, kept[name])
            _say_whose(self.client, self.name, self.email)
            if changed:
                self._keep(changed)
                self.tell(events.OpportunityChanged, by, what=", ".join(WORDS[name] for name in changed))

    def move(self, by: Actor, stage: Stage) -> None:
        """Put it in another stage. Raises Conflict where it is decided or a gate is shut, Invalid for a stage that is not the firm's."""
        with transaction.atomic():
            stages = Stage.keep_ready(self.workspace)
            if stage not in stages:
                raise Invalid("Choose a stage of the list.", "stage")
            self._hold()
            if self.state != "open":
                raise Conflict(f"It is {self.state}. Reopen it first.", "state")
            if self.stage_id == stage.pk:
                return
            check_entry(self, stages, self.stage, stage)
            before, self.stage = self.stage.name, stage
            self._keep(["stage"])
            self.tell(events.OpportunityMoved, by, before=before, stage=stage.name)

    def win(self, by: Actor, agreed: Money | None = None) -> None:
        """It is won; `agreed` is the price that the client accepted. Raises Conflict where it is decided already."""
        priced = {} if agreed is None else {"value_minor": agreed.minor, "currency": agreed.currency}
        with transaction.atomic():
            self._decide("won", **priced)
            self.tell(events.OpportunityWon, by, value=f"{self.currency} {self.value}" if self.value else "", source=self._source_name)

    def lose(self, by: Actor, reason: LostReason, note: str = "") -> None:
        """It is lost, for a reason of the firm's list. Raises Conflict where it is decided already."""
        kept = tidied({"note": note})["note"]
        with transaction.atomic():
            if reason not in LostReason.keep_ready(self.workspace):
                raise Invalid("Choose a reason of the list.", "reason")
            self._decide("lost", lost_reason=reason, lost_note=kept)
            self.tell(events.OpportunityLost, by, reason=reason.name, source=self._source_name)

    def reopen(self, by: Actor) -> None:
        """It was not over. It stands where it stood, or in the first stage where that one is gone."""
        with transaction.atomic():
            stages = Stage.keep_ready(self.workspace)
            self._hold()
            STATES.check(self.state, "open", "The opportunity")
            if self.stage not in stages:
                self.stage = stages[0]
            self.state, self.decided_on, self.lost_reason, self.lost_note = "open", None, None, ""
            self._keep(["state", "decided_on", "lost_reason", "lost_note", "stage"])
            self.tell(events.OpportunityReopened, by)

    def belongs_to(self, client: Client, by: Actor) -> None:
        """It is of this client. Raises Conflict where it has a client already."""
        _of_the_firm(self.workspace, {"client": client})
        with transaction.atomic():
            self._hold()
            if self.client_id == client.pk:
                return
            if self.client_id:
                raise Conflict("This opportunity belongs to a client already.", "client")
            self.client = client
            self._keep(["client"])
            self.tell(events.OpportunityAdopted, by)

    def tell(self, kind: Any, by: Actor, **more: Any) -> None:
        """Announce a fact about it, in the transaction of its change."""
        record(kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, title=self.title, client=self.whose, **more)

    @property
    def _source_name(self) -> str:
        return self.source.name if self.source else ""

    def _decide(self, state: str, **values: Any) -> None:
        self._hold()
        STATES.check(self.state, state, "The opportunity")
        for name, value in {**values, "state": state, "decided_on": self.workspace.today()}.items():
            setattr(self, name, value)
        self._keep(["state", "decided_on", *values])

    def _hold(self) -> None:
        Opportunity.objects.select_for_update().get(pk=self.pk)
        self.refresh_from_db()

    def _keep(self, names: list[str]) -> None:
        self.touched_at = clock.now()
        self._age()
        self.save(update_fields=[*names, "touched_at", "stale_on"])

    def _age(self) -> None:
        touched = local_date(self.touched_at, self.workspace.time_zone)
        self.stale_on = stale_on(touched, self.stage.stale_days, self.next_step_on)


def _say_whose(client: Client | None, name: str, email: str) -> None:
    if not (client or name or email):
        raise Invalid("Choose a client, or write a name or an e-mail address.", "name")


def _of_the_firm(workspace: Workspace, values: dict[str, Any]) -> None:
    for name, words in (("client", "Choose a client of the list."), ("owner", "Choose a member of this workspace.")):
        if (thing := values.get(name)) is not None and thing.workspace_id != workspace.pk:
            raise Invalid(words, name)
