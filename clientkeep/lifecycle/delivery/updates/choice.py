"""UpdateChoice and ClientUpdateChoice: which clients get a weekly update, on which weekday, at which hour."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.model import STAGE_LABELS, TIERS
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .rules import Weekly, rhythm_words

FRIDAY, AFTERNOON = 4, 15
MODES = [("", "As the firm chose"), ("on", "Every week"), ("off", "Only when asked")]
TIER_NAMES = dict(TIERS)


class UpdateChoice(models.Model):
    """What the firm chose; without a row, or while it is not `is_on`, no update is drafted by itself."""

    id = Identity()
    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    is_on = models.BooleanField(default=False)
    stages = models.JSONField(default=list)
    tiers = models.JSONField(default=list, help_text='Letters of tiers; "" stands for clients without one')
    weekday = models.PositiveSmallIntegerField(default=FRIDAY, help_text="0 is Monday")
    hour = models.PositiveSmallIntegerField(default=AFTERNOON, help_text="On the clock of the firm's zone")
    begins_at = models.DateTimeField(default=clock.now, help_text="Weeks before this moment are not made up for")

    @classmethod
    def of(cls, workspace: Workspace) -> "UpdateChoice":
        """Return what the firm chose, or what is offered at first: nothing by itself, active clients, Friday afternoon."""
        usual = cls(workspace=workspace, stages=["active"], tiers=list(TIER_NAMES))
        return cls.objects.filter(workspace=workspace).first() or usual

    @classmethod
    def choose(
        cls, workspace: Workspace, by: Actor, *, is_on: bool, stages: Sequence[str], tiers: Sequence[str], weekday: int, hour: int
    ) -> "UpdateChoice":
        """Keep the firm's choice. Raises Invalid for an unknown stage, tier, weekday or hour, or for nobody at all."""
        _check_moment(weekday, hour)
        if set(stages) - set(STAGE_LABELS) or (is_on and not stages):
            raise Invalid("Choose at least one stage of the list.", "stages")
        if set(tiers) - set(TIER_NAMES) or (is_on and not tiers):
            raise Invalid("Choose at least one tier of the list.", "tiers")
        stages, tiers = [slug for slug in STAGE_LABELS if slug in stages], [slug for slug in TIER_NAMES if slug in tiers]
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=workspace.pk)
            chosen = cls.of(workspace)
            begins = chosen.begins_at if chosen.is_on else clock.now()
            values = {"is_on": is_on, "stages": stages, "tiers": tiers, "weekday": weekday, "hour": hour}
            if not chosen._state.adding and all(getattr(chosen, name) == value for name, value in values.items()):
                return chosen
            for name, value in {**values, "begins_at": begins}.items():
                setattr(chosen, name, value)
            chosen.save()
            record(events.UpdatesChosen, workspace_id=workspace.pk, by=by, about=chosen, said=chosen.said)
        return chosen

    @property
    def said(self) -> str:
        """The choice in words."""
        if not self.is_on:
            return "only when asked"
        stages = ", ".join(STAGE_LABELS[slug].lower() for slug in self.stages)
        tiers = "all tiers" if len(self.tiers) == len(TIER_NAMES) else ", ".join(TIER_NAMES[slug].lower() if not slug else f"tier {slug.upper()}" for slug in self.tiers)
        return f"{rhythm_words(self.weekday, self.hour)} ({stages}; {tiers})"


class ClientUpdateChoice(models.Model):
    """What was chosen for one client instead; an empty weekday or hour is the firm's."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="update_choice")
    mode = models.CharField(max_length=3, blank=True, choices=MODES)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    hour = models.PositiveSmallIntegerField(null=True, blank=True)
    begins_at = models.DateTimeField(default=clock.now)

    @classmethod
    def of(cls, client: Client) -> "ClientUpdateChoice":
        return cls.objects.filter(client=client).first() or cls(workspace=client.workspace, client=client)

    @classmethod
    def choose(cls, client: Client, by: Actor, *, mode: str, weekday: int | None = None, hour: int | None = None) -> "ClientUpdateChoice":
        """Keep what is chosen for one client. Raises Invalid for an unknown mode, weekday or hour."""
        if mode not in dict(MODES):
            raise Invalid("Choose as the firm chose, every week, or only when asked.", "mode")
        _check_moment(weekday or 0, hour or 0)
        with transaction.atomic():
            Client.objects.select_for_update().get(pk=client.pk)
            chosen = cls.of(client)
            if (chosen.mode, chosen.weekday, chosen.hour) == (mode, weekday, hour):
                return chosen
            if chosen.mode != mode:
                chosen.begins_at = clock.now()
            chosen.mode, chosen.weekday, chosen.hour = mode, weekday, hour
            chosen.save()
            record(
                events.ClientUpdatesChosen, workspace_id=client.workspace_id, by=by, client_id=client.pk, about=client,
                client=client.name, said=dict(MODES)[mode].lower(),
            )  # fmt: skip
        return chosen


def weekly_of(client: Client, firm: UpdateChoice, own: ClientUpdateChoice | None) -> Weekly | None:
    """When a client's update is drafted by itself; None where it is only drafted when asked."""
    mode = own.mode if own else ""
    if mode == "off" or client.archived_at or (mode == "" and not _is_meant(client, firm)):
        return None
    weekday = own.weekday if own and own.weekday is not None else firm.weekday
    hour = own.hour if own and own.hour is not None else firm.hour
    return Weekly(weekday, hour, max(_begins(mode, firm, own), client.created_at))


def next_words(weekly: Weekly | None) -> str:
    return rhythm_words(weekly.weekday, weekly.hour) if weekly else "only when asked"


def _is_meant(client: Client, firm: UpdateChoice) -> bool:
    return firm.is_on and client.stage in firm.stages and client.tier in firm.tiers


def _begins(mode: str, firm: UpdateChoice, own: Any) -> dt.datetime:
    return own.begins_at if mode == "on" else firm.begins_at


def _check_moment(weekday: int, hour: int) -> None:
    if not 0 <= weekday <= 6:
        raise Invalid("Choose a day of the week.", "weekday")
    if not 0 <= hour <= 23:
        raise Invalid("Choose an hour between 0 and 23.", "hour")
