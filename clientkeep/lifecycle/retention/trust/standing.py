"""TrustStanding: where each client's account stood when it was last read, so that lists of many clients are quick.

Derived from the journal and made anew at any time: the account itself (account.py) is always computed from what happened.
"""

import datetime as dt

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal import record
from clientkeep.workspace.journal.models import Head
from clientkeep.workspace.members.models import Workspace

from .account import Account, accounts_of
from .events import TrustTurned
from .queries import TrustStandingQuerySet, unread
from .rules import LOOK_BACK, balance

AT_ONCE = 100


class TrustStanding(models.Model):
    """One client's standing. Balances in tenths of a point; `turned_on` is the day on which the present turn began."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.OneToOneField(Client, on_delete=models.CASCADE, related_name="trust")
    balance = models.IntegerField(default=0)
    before = models.IntegerField(default=0, help_text="Four weeks earlier")
    turned_on = models.DateField(null=True)
    why = models.CharField(max_length=300, blank=True)
    advice = models.CharField(max_length=200, blank=True)
    seq = models.BigIntegerField(default=0, help_text="How far the journal was read")
    read_on = models.DateField()

    objects = TrustStandingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["workspace", "-turned_on"], condition=models.Q(turned_on__isnull=False), name="trust_turned"
            ),
            models.Index(fields=["workspace", "balance", "id"], name="trust_by_balance"),
        ]

    @property
    def points(self) -> float:
        return self.balance / 10

    @property
    def change(self) -> float:
        """Points won or lost in four weeks."""
        return (self.balance - self.before) / 10


def read_all(workspace: Workspace, at: dt.datetime | None = None) -> int:
    """Read the accounts of the clients to whom something happened since, or that were not read today; returns how many.

    Safe to run at any time by anybody: a turn is announced once, when it begins.
    """
    now = at or clock.now()
    today = clock.today(workspace.time_zone)
    head = Head.objects.filter(workspace=workspace).values_list("seq", flat=True).first() or 0
    ids = list(unread(workspace, today).values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        accounts = accounts_of(workspace, ids[start : start + AT_ONCE], now)
        for client in Client.objects.filter(pk__in=accounts):
            _keep(client, accounts[client.pk], head, today)
    return len(ids)


def _keep(client: Client, account: Account, seq: int, today: dt.date) -> None:
    turned = account.turn
    with transaction.atomic():
        earlier = TrustStanding.objects.select_for_update().filter(client=client).first()
        since = turned and turned.since.date()
        if turned and earlier and earlier.turned_on:
            since = earlier.turned_on
        TrustStanding.objects.update_or_create(
            client=client,
            defaults={
                "workspace_id": client.workspace_id,
                "balance": round(account.balance * 10),
                "before": round(balance(account.lines, account.at - LOOK_BACK, account.half_life) * 10),
                "turned_on": since,
                "why": turned.why[:300] if turned else "",
                "advice": account.advice,
                "seq": seq,
                "read_on": today,
            },
        )
        if turned and not (earlier and earlier.turned_on):
            record(
                TrustTurned, workspace_id=client.workspace_id, client_id=client.pk, about=client, client=client.name,
                why=turned.why[:300], since=since.isoformat(),
            )  # fmt: skip
