"""Which documents a person may see, and the lists that pages ask for."""

import datetime as dt

from django.db import models
from django.db.models import Q

from clientkeep.workspace.members.acting import Acting


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "DocumentQuerySet":
        """Only documents of clients that this member may see."""
        mine = self.filter(workspace=acting.workspace)
        if not acting.may("documents.see"):
            return mine.none()
        if acting.member.sees_all_clients:
            return mine
        client = Q(client__owner=acting.member) | Q(client__access__member=acting.member)
        return mine.filter(client).distinct()

    def drafts(self) -> "DocumentQuerySet":
        return self.filter(state="draft")

    def issued(self) -> "DocumentQuerySet":
        """Everything that left draft and was not voided."""
        return self.exclude(state__in=("draft", "void"))

    def of_kind(self, *kinds: str) -> "DocumentQuerySet":
        return self.filter(kind__in=kinds)

    def outstanding(self) -> "DocumentQuerySet":
        """Issued invoices with money still owed."""
        return self.filter(kind="invoice", state="issued", balance_minor__gt=0)

    def overdue(self, on: dt.date) -> "DocumentQuerySet":
        """Outstanding invoices whose due date lies before `on`."""
        return self.outstanding().filter(due_date__lt=on)

    def shown_to_client(self) -> "DocumentQuerySet":
        """What a client may see in the portal: issued, not void."""
        return self.issued()
