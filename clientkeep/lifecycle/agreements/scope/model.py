"""ScopeEntry: one line of the ledger of an agreement. Entries are added and never change."""

import datetime as dt

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity, Minor
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.models import Workspace

from . import rules
from .queries import ScopeQuerySet

LONGEST = 300


class ScopeEntry(models.Model):
    """`agreement` is what was accepted first, `document` what brought this entry; none for a gift of the firm.

    `item` names what it is about, the same through all changes. `amount_minor` in minor units of `currency`, below zero for
    what went out; for a gift, its value. `agreed_on` is a day in the firm's zone.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="scope_entries")
    agreement = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="scope")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="scope_entries")
    act = models.CharField(max_length=5, choices=rules.ACTS)
    item = models.UUIDField(default=new_id)
    what = models.CharField(max_length=LONGEST)
    amount_minor = Minor(default=0)
    currency = models.CharField(max_length=3)
    part = models.CharField(max_length=11, choices=rules.PARTS, default="line")
    due_on = models.DateField(null=True)
    revisions = models.PositiveSmallIntegerField(null=True)
    agreed_by = models.CharField(max_length=200)
    agreed_on = models.DateField()
    agreed_at = models.DateTimeField(default=clock.now)
    place = models.PositiveIntegerField(default=0)

    objects = ScopeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "place"], condition=models.Q(document__isnull=False), name="scope_entry_once"),
            models.UniqueConstraint(fields=["item"], condition=models.Q(act="in"), name="scope_item_once"),
        ]
        indexes = [
            models.Index(fields=["agreement", "agreed_at", "place"], name="scope_of_agreement"),
            models.Index(fields=["client", "agreed_at"], name="scope_of_client"),
        ]

    def __str__(self) -> str:
        return self.what

    def plain(self, source: str = "") -> rules.Entry:
        """As the rules read it."""
        return rules.Entry(
            self.act, self.item, self.what, self.amount_minor, self.due_on, self.revisions, self.agreed_by, self.agreed_on, source,
            self.part,
        )


def agreed_of(agreement: Document, until: dt.date | None = None) -> rules.Agreed:
    """What is agreed under one agreement, up to and with a day."""
    rows = ScopeEntry.objects.filter(agreement=agreement).select_related("document").in_order()
    return rules.agreed((row.plain(str(row.document) if row.document else "") for row in rows), until)
