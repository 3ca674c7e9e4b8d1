"""Which letters a person may see, and which of them need one."""

import datetime as dt

from django.db import models
from django.db.models import Q

from clientkeep.workspace.files.sight import of_visible_clients
from clientkeep.workspace.members.acting import Acting

OPEN = ("failed", "bounced", "unknown", "held", "waiting", "ready", "sending")
STUCK_AFTER = 3


class LetterQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "LetterQuerySet":
        """Letters to clients that this person may see; letters of the firm itself only for who sees its settings."""
        mine = self.filter(workspace=acting.workspace)
        if not acting.may("outbox.see"):
            return mine.none()
        seen = of_visible_clients(acting)
        return mine.filter(seen | Q(client_id=None)) if acting.may("settings.see") else mine.filter(seen)

    def due(self, now: dt.datetime) -> "LetterQuerySet":
        """Letters that may leave now: ready, not put off, and not waiting for their moment."""
        return self.filter(Q(not_before=None) | Q(not_before__lte=now), state="ready", next_try_at__lte=now)

    def scheduled(self, now: dt.datetime) -> "LetterQuerySet":
        """Letters that wait for their moment."""
        return self.filter(state__in=("ready", "held"), not_before__gt=now)

    def needing_a_person(self) -> "LetterQuerySet":
        """Failed, unknown and held letters that nobody put aside, and those the mail server keeps putting off."""
        stuck = Q(state="ready", attempts__gte=STUCK_AFTER)
        return self.filter(Q(state__in=("failed", "bounced", "unknown", "held")) | stuck, seen_failure_at=None)
