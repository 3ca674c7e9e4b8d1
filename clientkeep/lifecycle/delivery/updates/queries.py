"""Which updates a person may see, and the lists that pages ask for."""

from django.db import models
from django.db.models import Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class UpdateQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "UpdateQuerySet":
        """Updates of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def open(self) -> "UpdateQuerySet":
        """Drafts of clients who are not put away."""
        return self.filter(state="draft", client__archived_at=None)

    def ready(self) -> "UpdateQuerySet":
        """Open drafts with news in them, or with words of a person; one without either is never offered for sending."""
        return self.open().filter(Q(has_news=True) | Q(edited_at__isnull=False))

    def idle(self) -> "UpdateQuerySet":
        """Open drafts that nothing new stands in."""
        return self.open().filter(has_news=False, edited_at=None)

    def sent(self) -> "UpdateQuerySet":
        return self.filter(state="sent")

    def in_order(self) -> "UpdateQuerySet":
        """The oldest day first, then by the client's name: the order in which one goes through them."""
        return self.order_by("day", "client__words", "pk")
