"""Which entries a person may see: those of documents that they may see."""

from django.db import models

from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting


class ScopeQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ScopeQuerySet":
        """Return the entries of what this person may see."""
        return self.filter(workspace=acting.workspace, agreement__in=Document.objects.visible_to(acting))

    def in_order(self) -> "ScopeQuerySet":
        """As they were agreed."""
        return self.order_by("agreed_at", "place", "pk")
