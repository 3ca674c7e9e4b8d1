"""Which surveys a person may see, and the lists that pages ask for."""

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "SurveyQuerySet":
        """Only surveys of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def answered(self) -> "SurveyQuerySet":
        """Answered, the newest first."""
        return self.filter(state="answered").order_by("-answered_at", "-pk")
