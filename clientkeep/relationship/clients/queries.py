"""Which clients a person may see, and the lists that pages ask for."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from clientkeep.workspace.members.acting import Acting


class ClientQuerySet(models.QuerySet):
    def held(self, pk: uuid.UUID) -> Any:
        """Lock a client until the transaction ends, then read it with firm and owner, as they are at that moment.

        In one statement PostgreSQL may join what stood there before it had to wait for the lock.
        """
        self.select_for_update().values_list("pk", flat=True).get(pk=pk)
        return self.select_related("workspace", "owner__user", "owner__workspace").get(pk=pk)

    def visible_to(self, acting: Acting) -> "ClientQuerySet":
        """Only what this member may see: the workspace's clients, or those given to the member."""
        mine = self.filter(workspace=acting.workspace)
        if not acting.may("clients.see"):
            return mine.none()
        if acting.member.sees_all_clients:
            return mine
        access = self.model._meta.get_field("access").related_model
        given = access.objects.filter(client=OuterRef("pk"), member=acting.member)
        return mine.filter(Q(owner=acting.member) | Exists(given))

    def current(self) -> "ClientQuerySet":
        return self.filter(archived_at=None)

    def archived(self) -> "ClientQuerySet":
        return self.exclude(archived_at=None)
