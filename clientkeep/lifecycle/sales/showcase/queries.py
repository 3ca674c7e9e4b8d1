"""Which case studies a person may see."""

from django.db import models
from django.db.models import Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class StudyQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "StudyQuerySet":
        """Those of clients that one sees, and those that are about no client."""
        mine = self.filter(workspace=acting.workspace)
        if not acting.may("clients.see"):
            return mine.none()
        if acting.member.sees_all_clients:
            return mine
        return mine.filter(Q(client=None) | Q(client__in=Client.objects.visible_to(acting)))

    def public(self) -> "StudyQuerySet":
        """What strangers may read by its link."""
        return self.exclude(published_at=None)
