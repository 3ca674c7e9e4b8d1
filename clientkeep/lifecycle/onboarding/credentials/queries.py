"""Which credentials a person may know of, and those that something is due with."""

import datetime as dt

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class CredentialQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "CredentialQuerySet":
        """Those of clients that this member sees; none where the role has nothing to do with them."""
        if not acting.may("credentials.see"):
            return self.none()
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def of_visitor(self, workspace: models.Model, client: models.Model) -> "CredentialQuerySet":
        """What the client is told of; a request that was taken back before anything came is not."""
        return self.filter(workspace=workspace, client=client).exclude(state="withdrawn")

    def late(self, today: dt.date) -> "CredentialQuerySet":
        """Asked for, and the day by which it was needed is here or past."""
        return self.filter(state="asked", due_on__lte=today)

    def ending(self, day: dt.date) -> "CredentialQuerySet":
        """Held, and their last day comes no later than this day."""
        return self.filter(state="held", expires_on__lte=day)
