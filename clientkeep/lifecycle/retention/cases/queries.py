"""Which cases a person may see, and the lists that pages ask for."""

from typing import Any

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class CaseQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "CaseQuerySet":
        """Only cases of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def unresolved(self) -> "CaseQuerySet":
        """Open, or waiting for the client: while there is one, nothing is asked of the client."""
        return self.filter(state__in=("open", "waiting"))


def in_a_case(client: Any) -> bool:
    """Tell whether a client has a case that is not resolved."""
    from .model import Case

    return Case.objects.unresolved().filter(client=client).exists()
