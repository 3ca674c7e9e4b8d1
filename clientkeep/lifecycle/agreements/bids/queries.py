"""Which bids a person may see: those of documents that they may see."""

from django.db import models

from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting


class BidQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "BidQuerySet":
        """Return the bids of what this person may see."""
        return self.filter(workspace=acting.workspace, document__in=Document.objects.visible_to(acting))

    def held(self) -> "BidQuerySet":
        """Sent, but a gate keeps the open opportunity where it stands."""
        return self.filter(opportunity__state="open", document__state="issued").exclude(held_back="")

    def declined(self) -> "BidQuerySet":
        """Declined, with nothing else on the table for an opportunity that is still open."""
        others = self.model.objects.filter(opportunity=models.OuterRef("opportunity"), document__state__in=("draft", "issued", "accepted"))
        return self.filter(opportunity__state="open", document__state="declined").exclude(models.Exists(others))
