"""Which signings a person may see: those of documents that they may see."""

from django.db import models

from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting


class SignerQuerySet(models.QuerySet):
    def to_countersign(self, acting: Acting) -> "SignerQuerySet":
        """Return the countersignatures that this very person is asked for now."""
        asked = self.filter(workspace=acting.workspace, ours=True, member=acting.member, state="asked", signing__state="open")
        return asked.filter(signing__document__in=Document.objects.visible_to(acting))


class SigningQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "SigningQuerySet":
        """Return the signings of what this person may see."""
        mine = self.filter(workspace=acting.workspace, document__in=Document.objects.visible_to(acting))
        return mine if acting.may("documents.see") else mine.none()

    def running(self) -> "SigningQuerySet":
        """Those that wait for somebody's signature."""
        return self.filter(state="open")

    def whole(self) -> "SigningQuerySet":
        """With what a page tells of them."""
        return self.select_related("document__client", "workspace", "client", "choice").prefetch_related("signers")
