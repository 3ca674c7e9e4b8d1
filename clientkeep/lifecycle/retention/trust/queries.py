"""Which standings a person may see, and which accounts are to be read anew."""

import datetime as dt

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Workspace


class TrustStandingQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "TrustStandingQuerySet":
        """Standings of current clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting).current())

    def turned(self) -> "TrustStandingQuerySet":
        """Those whose trust turned for the worse, the latest first."""
        return self.filter(turned_on__isnull=False).order_by("-turned_on", "pk")


def unread(workspace: Workspace, today: dt.date) -> models.QuerySet[Client]:
    """Current clients whose account was not read today, or to whom something happened since it was."""
    from .standing import TrustStanding

    standings = TrustStanding.objects.filter(workspace=workspace)
    read_to = standings.aggregate(to=Max("seq"))["to"] or 0
    happened = Event.objects.filter(workspace=workspace, seq__gt=read_to, client_id__isnull=False).values("client_id")
    fresh = standings.filter(client=OuterRef("pk"), read_on=today)
    clients = Client.objects.filter(workspace=workspace).current()
    return clients.filter(~Exists(fresh) | Q(pk__in=happened)).order_by("pk")
