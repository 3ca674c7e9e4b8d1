"""Which files a person may see."""

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q

from clientkeep.workspace.members.acting import Acting

from .sight import of_visible_clients

PASSING = ("import", "export", "temp")
# Of something that stands before a client. The room of that thing says who sees it, until the file is given to a client.
HELD = "held"
PASSING_LIFE = dt.timedelta(hours=24)


class StoredFileQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting, removed: bool = False) -> "StoredFileQuerySet":
        """The firm's files, and those of clients that this person may see; imports and exports only one's own.

        With `removed` those that were removed and may be brought back.
        """
        of_the_firm = Q(client_id=None) & ~Q(purpose__in=(*PASSING, HELD))
        own = Q(purpose__in=PASSING, added_by_id=acting.member.pk)
        of_clients = of_visible_clients(acting) & ~Q(purpose__in=PASSING)
        return self.filter(workspace=acting.workspace, removed_at__isnull=not removed).filter(
            of_the_firm | own | of_clients
        )

    def of_client(self, client_id) -> "StoredFileQuerySet":
        """What a client's page lists: the newest version of each file kept for the client, newest first."""
        newer = self.model.objects.filter(replaces=OuterRef("pk"), removed_at=None)
        kept = self.filter(client_id=client_id, purpose="file", removed_at=None)
        return kept.exclude(Exists(newer)).order_by("-created_at")

    def about(self, thing: models.Model) -> "StoredFileQuerySet":
        """The files of one thing, newest first."""
        return self.filter(about_id=thing.pk, removed_at=None).order_by("-created_at")
