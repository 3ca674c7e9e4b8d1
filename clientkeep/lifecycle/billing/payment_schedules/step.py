"""ScheduleStep: one change order that moved the payments of its agreement."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity, Minor
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.models import Workspace


class ScheduleStep(models.Model):
    """By how much the price moved, and what was asked for by then. Never changed. Minor units, with tax."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="schedule_steps")
    change = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="schedule_step")
    by_minor = Minor()
    asked_minor = Minor()
    credited_minor = Minor(default=0, help_text="Drafted as credit notes when the change was accepted")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["created_at", "pk"]
