"""Which mailboxes and waiting mails a person may see."""

from django.db import models
from django.db.models import Q

from clientkeep.workspace.members.acting import Acting


class MailboxQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "MailboxQuerySet":
        """The firm's for who may change how mail travels, and one's own."""
        seen = Q(member=acting.member)
        if acting.may("settings.money"):
            seen |= Q(member=None)
        return self.filter(seen, workspace=acting.workspace)

    def due(self, now) -> "MailboxQuerySet":
        return self.filter(next_at__lte=now)


class ArrivalQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ArrivalQuerySet":
        """What came into one's own mailbox; what came into the firm's only for who sees every client."""
        seen = Q(member=acting.member)
        if acting.member.sees_all_clients:
            seen |= Q(member=None)
        mine = self.filter(seen, workspace=acting.workspace)
        return mine if acting.may("inbox.tray") else mine.none()

    def waiting(self) -> "ArrivalQuerySet":
        """What waits for a choice, the newest first."""
        return self.filter(state__in=("tray", "aside")).order_by("-pk")
