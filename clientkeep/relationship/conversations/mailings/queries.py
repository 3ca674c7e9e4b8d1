"""Which mailings a person may see."""

from django.db import models

from clientkeep.workspace.members.acting import Acting


class MailingQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "MailingQuerySet":
        """All of the firm's; who sees chosen clients alone sees only those that they made."""
        mine = self.filter(workspace=acting.workspace)
        if acting.member.sees_all_clients and acting.may("clients.see"):
            return mine
        return mine.filter(member=acting.member)
