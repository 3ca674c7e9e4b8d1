"""Which gates a person may see: those of documents that they may see."""

from django.db import models

from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting


class GateQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "GateQuerySet":
        """Return the gates of what this person may see."""
        return self.filter(workspace=acting.workspace, document__in=Document.objects.visible_to(acting))

    def whole(self) -> "GateQuerySet":
        """With what a page tells of them."""
        return self.select_related("document__client", "overridden_by__user")
