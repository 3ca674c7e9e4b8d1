"""Which inquiries a person may see."""

from django.db import models

from clientkeep.workspace.members.acting import Acting


class InquiryQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "InquiryQuerySet":
        """All, for who sees all clients; else those that are one's own to answer."""
        mine = self.filter(workspace=acting.workspace)
        if not acting.may("clients.see"):
            return mine.none()
        return mine if acting.member.sees_all_clients else mine.filter(owner=acting.member)

    def new(self) -> "InquiryQuerySet":
        """Neither answered nor held off, the oldest first."""
        return self.filter(state="new").order_by("received_at", "pk")
