"""ChangeItem: one thing that a change order changes, kept with its draft."""

from django.db import models

from clientkeep.foundation.fields import Identity, Minor
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.models import Workspace

from . import rules
from .model import LONGEST


class ChangeItem(models.Model):
    """As ScopeEntry: it becomes one when the change order is accepted. Discarding the draft takes it along."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="change_items")
    act = models.CharField(max_length=5, choices=rules.ACTS[:4])
    item = models.UUIDField(default=new_id)
    what = models.CharField(max_length=LONGEST)
    amount_minor = Minor(default=0)
    due_on = models.DateField(null=True)
    revisions = models.PositiveSmallIntegerField(null=True)
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["document", "place"], name="change_item_once")]
