"""Which stages, reasons and sources a person may see."""

from django.db import models

from clientkeep.workspace.members.acting import Acting


class OfTheFirmQuerySet(models.QuerySet):
    """What the whole firm shares."""

    def visible_to(self, acting: Acting) -> "OfTheFirmQuerySet":
        mine = self.filter(workspace=acting.workspace)
        return mine if acting.may("clients.see") else mine.none()

    def standing(self) -> "OfTheFirmQuerySet":
        """Not retired, in their order."""
        return self.filter(retired_at=None).order_by("place", "pk")


class SourceCostQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "SourceCostQuerySet":
        """What winning costs is for who sees all clients: beside a part of them it would mislead."""
        mine = self.filter(workspace=acting.workspace)
        return mine if acting.may("clients.see") and acting.member.sees_all_clients else mine.none()
