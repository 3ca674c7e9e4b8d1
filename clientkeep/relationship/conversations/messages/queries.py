"""Which threads and messages a person may see."""

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ThreadQuerySet":
        """Threads of clients that this member may see."""
        mine = self.filter(workspace=acting.workspace)
        if acting.member.sees_all_clients and acting.may("clients.see"):
            return mine
        return mine.filter(client__in=Client.objects.visible_to(acting))

    def waiting_on_us(self) -> "ThreadQuerySet":
        """Threads in which the client has written last and nobody has answered, the longest wait first."""
        return self.filter(waits_since__isnull=False).order_by("waits_since", "pk")


class MessageQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "MessageQuerySet":
        """Messages of clients that this member may see."""
        mine = self.filter(workspace=acting.workspace)
        if acting.member.sees_all_clients and acting.may("clients.see"):
            return mine
        return mine.filter(client__in=Client.objects.visible_to(acting))
