"""Which asks a person may see, and what may be shown to everybody."""

from typing import Any

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class AskQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "AskQuerySet":
        """Only asks of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def published(self, workspace: Any) -> "AskQuerySet":
        """Testimonials of a firm whose consent holds now; what is withdrawn is gone with the same moment."""
        return self.filter(workspace=workspace, kind="testimonial", state="published").order_by("-published_at")
